package org.passerelle.learning.records;

import java.util.Optional;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.SubjectId;

/**
 * One change of a stored record.
 *
 * @param version one more than before
 */
public record StoredChange(
        HexKey key,
        Optional<SubjectId> subject,
        Optional<CourseId> course,
        int version,
        Change change) {
    /** What happened. */
    public enum Change {
        ADDED,
        CHANGED,
        GONE
    }
}
