package org.passerelle.learning.storing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.passerelle.learning.KindDescription;
import org.passerelle.learning.KnownKinds;
import org.passerelle.learning.LearningRecord;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.personaldata.SubjectId;

/**
 * One observed access.
 *
 * @param courseOrZero zero for the whole site
 */
record SeenAccess(SubjectId subject, long courseOrZero, FieldName field, Instant at) {
    /** The accesses a record tells of. */
    static List<SeenAccess> in(LearningRecord record, KindDescription kind) {
        var accesses = new ArrayList<SeenAccess>();
        if (record.subject().isEmpty()) {
            return accesses;
        }
        var subject = record.subject().get();
        long course = record.course().map(CourseId::value).orElse(0L);
        record.fields()
                .forEach(
                        (name, value) -> {
                            if (value instanceof FieldValue.Moment moment
                                    && kind.fields().get(name) == DataCategory.ACCESS_TIME) {
                                accesses.add(
                                        new SeenAccess(
                                                subject,
                                                KnownKinds.isOfCourse(name) ? course : 0,
                                                name,
                                                moment.value()));
                            }
                        });
        return accesses;
    }
}
