package org.passerelle.disclosure.exports;

import java.util.Map;
import java.util.Optional;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.personaldata.RecordKind;

/**
 * One record as it leaves.
 *
 * @param reference how this recipient, and no other, names the person; notices of Art. 19 use it
 * @param values permitted ones only, with their obligations met; a field that is not permitted for
 *     this record is absent
 */
public record ExportRow(
        String reference,
        RecordKind kind,
        Optional<CourseId> course,
        Map<FieldName, FieldValue> values) {
    /** The columns before those of the fields. */
    static final String[] LEADING = {"reference", "kind", "course"};

    public ExportRow {
        values = Map.copyOf(values);
    }
}
