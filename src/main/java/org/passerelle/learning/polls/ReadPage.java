package org.passerelle.learning.polls;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.learning.runs.PollTask;

/**
 * What reading one page came to, its records stored already.
 *
 * @param next the part behind this page; none when it was the last
 */
record ReadPage(
        PollTask.Outcome outcome,
        int rows,
        List<String> reasons,
        Optional<PollTask.Part> next,
        Map<String, Integer> gaps,
        Map<Integer, String> unreadable) {
    ReadPage {
        reasons = List.copyOf(reasons);
        gaps = Map.copyOf(gaps);
        unreadable = Map.copyOf(unreadable);
    }

    /** Nobody to ask for. */
    static ReadPage empty() {
        return new ReadPage(
                PollTask.Outcome.PAGE, 0, List.of(), Optional.empty(), Map.of(), Map.of());
    }

    /** Nothing could be asked: the set-up is wrong. */
    static ReadPage refused(String reason) {
        return new ReadPage(
                PollTask.Outcome.REFUSED, 0, List.of(reason), Optional.empty(), Map.of(), Map.of());
    }

    /** Whether the whole course, or site, was read with this page. */
    boolean isLast() {
        return next.isEmpty();
    }
}
