package org.passerelle.archive;

import java.util.Optional;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.RecordKind;

/** Which category a field of a kind of record has, as the mapping files say. */
@FunctionalInterface
public interface Categories {
    /** Empty for a field no mapping knows: it is not kept. */
    Optional<DataCategory> of(RecordKind kind, FieldName field);
}
