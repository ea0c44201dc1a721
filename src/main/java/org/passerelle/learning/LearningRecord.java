package org.passerelle.learning;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.personaldata.RecordKind;
import org.passerelle.personaldata.SubjectId;

/**
 * One record as a platform told it, minimised: only permitted fields are in it.
 *
 * @param subject empty for records about no person, such as a course or a grade item
 * @param fields absent fields have no entry; see {@link FieldValue} for null and not-graded
 */
public record LearningRecord(
        RecordKind kind,
        RecordKey key,
        Optional<SubjectId> subject,
        Optional<CourseId> course,
        Map<FieldName, FieldValue> fields) {
    public LearningRecord {
        fields = Map.copyOf(fields);
    }

    /** Without the fields that are not allowed: a reader may bring more than it was asked for. */
    public LearningRecord only(Set<FieldName> allowed) {
        if (allowed.containsAll(fields.keySet())) {
            return this;
        }
        var kept = new HashMap<>(fields);
        kept.keySet().retainAll(allowed);
        return new LearningRecord(kind, key, subject, course, kept);
    }
}
