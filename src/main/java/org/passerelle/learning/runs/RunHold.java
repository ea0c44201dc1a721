package org.passerelle.learning.runs;

import java.time.Instant;
import java.util.Optional;

/**
 * A brake that stopped a run.
 *
 * @param decidedBy who released or rejected it, and when
 */
public record RunHold(
        Cause cause, State state, Optional<String> decidedBy, Optional<Instant> decidedAt) {
    /** Why. */
    public enum Cause {
        /** Another site, or another service user, answers at this address. */
        SITE_CHANGED,
        /** More than ten percent and more than twenty records are missing. */
        DROP,
        /** Nothing came where there was data. */
        EMPTY
    }

    /** Where the decision stands. */
    public enum State {
        UNDECIDED,
        /** A person said that the platform is right. */
        RELEASED,
        /** A person said that the platform was wrong. */
        REJECTED,
        /** A later run ended before anybody decided. */
        SUPERSEDED
    }
}
