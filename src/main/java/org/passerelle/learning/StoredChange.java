package org.passerelle.learning;

import java.util.Optional;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.SubjectId;

/**
 * One change of a stored record.
 *
 * @param version one more than before
 */
record StoredChange(
        HexKey key,
        Optional<SubjectId> subject,
        Optional<CourseId> course,
        int version,
        Change change) {
    /** What happened. */
    enum Change {
        ADDED,
        CHANGED,
        GONE
    }
}
