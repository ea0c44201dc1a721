package org.passerelle.learning.runs;

import java.util.Optional;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.SubjectId;

/**
 * One page of one kind to read: what one poll message stands for.
 *
 * @param attempt counts how often it was begun; only the latest may store what it read
 * @param after by subject: the batch begins behind this one; the lowest possible id at first
 */
public record PollTask(
        long id,
        long run,
        State state,
        int attempt,
        Optional<CourseId> course,
        int offset,
        boolean bySubject,
        SubjectId after) {
    /** Before every subject. */
    public static final SubjectId NOBODY = new SubjectId(0, 0);

    public enum State {
        WAITING,
        RUNNING,
        DONE,
        PARKED,
        CANCELLED
    }

    /** How the platform answered. */
    public enum Outcome {
        PAGE,
        PARTIAL,
        REFUSED,
        COURSE_UNKNOWN
    }

    /** A part of a run that has no task yet: the first page, or the one behind another. */
    public record Part(long courseOrZero, int offset, boolean bySubject, SubjectId after) {
        public static Part site() {
            return new Part(0, 0, false, NOBODY);
        }

        public static Part course(CourseId course, boolean bySubject) {
            return new Part(course.value(), 0, bySubject, NOBODY);
        }
    }

    public Part behind(int newOffset, SubjectId last) {
        return new Part(courseOrZero(), newOffset, bySubject, last);
    }

    public long courseOrZero() {
        return course.map(CourseId::value).orElse(0L);
    }

    boolean isOutstanding() {
        return switch (state) {
            case WAITING, RUNNING -> true;
            case DONE, PARKED, CANCELLED -> false;
        };
    }
}
