package org.passerelle.learning;

import java.util.Map;
import java.util.Optional;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.RecordKind;

/**
 * What a mapping file says of its kind, as far as polling needs to know.
 *
 * @param pageSize rows asked for at once; empty when the platform cannot page this kind
 * @param poll the key of the interval in {@code organisation.yaml} this kind is polled at
 * @param fields every field the mapping knows, with its data category
 */
public record KindDescription(
        RecordKind kind,
        Scope scope,
        Optional<Integer> pageSize,
        String poll,
        boolean aboutSubjects,
        Map<FieldName, DataCategory> fields) {
    public KindDescription {
        fields = Map.copyOf(fields);
    }

    /** What one call answers for: the whole site, one course, or one subject in one course. */
    public enum Scope {
        SITE,
        COURSE,
        SUBJECT_IN_COURSE
    }
}
