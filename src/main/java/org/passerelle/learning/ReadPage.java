package org.passerelle.learning;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.personaldata.SubjectId;

/**
 * What reading one page came to, its records staged.
 *
 * @param next the part behind this page; none when it was the last
 */
record ReadPage(
        PollTask.Outcome outcome,
        int rows,
        List<String> reasons,
        Optional<PollTask.Part> next,
        Found found) {
    ReadPage {
        reasons = List.copyOf(reasons);
    }

    /** What must be stored of it. */
    record Found(
            List<Candidate> candidates,
            Map<String, Integer> gaps,
            Map<Integer, String> unreadable) {
        static Found nothing() {
            return new Found(List.of(), Map.of(), Map.of());
        }
    }

    /** Whether the whole course, or site, was read with this page. */
    boolean isLast() {
        return next.isEmpty();
    }

    static ReadPage empty() {
        return new ReadPage(PollTask.Outcome.PAGE, 0, List.of(), Optional.empty(), Found.nothing());
    }

    /** The last of a batch of subjects. */
    static SubjectId last(List<SubjectId> subjects) {
        return subjects.getLast();
    }
}
