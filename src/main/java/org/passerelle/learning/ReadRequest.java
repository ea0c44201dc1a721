package org.passerelle.learning;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.Platform;
import org.passerelle.personaldata.RecordKind;
import org.passerelle.personaldata.SubjectId;

/**
 * One page of one kind to read.
 *
 * @param course given for kinds of scope COURSE and SUBJECT_IN_COURSE
 * @param subjects given for SUBJECT_IN_COURSE, and for COURSE to read those subjects one by one
 *     instead of the whole course (the 20 000-cell rule); empty otherwise
 * @param offset of the first row, 0 for kinds that cannot page
 * @param fields only these are asked for and kept
 */
public record ReadRequest(
        Platform platform,
        RecordKind kind,
        Optional<CourseId> course,
        List<SubjectId> subjects,
        int offset,
        Set<FieldName> fields) {
    public ReadRequest {
        subjects = List.copyOf(subjects);
        fields = Set.copyOf(fields);
    }
}
