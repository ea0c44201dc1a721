package org.passerelle.failures;

import java.time.Instant;
import java.util.Optional;

/**
 * One replay under way or over.
 *
 * @param waiting claimed and not yet sent
 * @param underWay sent, the end of the route has not answered yet
 */
public record ReplayOperation(
        long number,
        String actor,
        State state,
        Optional<String> reason,
        Instant startedAt,
        Counts counts) {

    public record Counts(
            long waiting, long underWay, long resolved, long failed, long unanswered) {}

    /** STOPPED by a failure of the same cause, CANCELLED by a person. */
    public enum State {
        RUNNING,
        DONE,
        STOPPED,
        CANCELLED
    }
}
