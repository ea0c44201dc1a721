package org.passerelle.failures;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.passerelle.messages.Address;

/**
 * One failed message as it may be shown to anybody who may see failures: nothing personal is in it.
 *
 * @param number ours, ascending in the order of storing
 * @param address empty when it came from no queue of ours, so that it cannot be replayed
 * @param note why the last replay came back
 * @param bodyKept false once closed, expired or erased
 */
public record Failure(
        long number,
        FailureState state,
        Cause cause,
        FailedMessage.Label label,
        Optional<Address> address,
        int attempts,
        Optional<String> note,
        Times times,
        boolean bodyKept) {

    public record Times(
            Instant failedAt,
            Instant lastFailedAt,
            Instant bodyExpiresAt,
            Optional<Instant> closedAt) {}

    /** Which ones to list; every part narrows. */
    public record Filter(
            List<FailureState> states, Optional<String> group, Optional<String> route) {
        public static final Filter OPEN =
                new Filter(
                        List.of(FailureState.UNRESOLVED, FailureState.REPLAYING),
                        Optional.empty(),
                        Optional.empty());

        public Filter {
            states = List.copyOf(states);
        }
    }

    /** Messages that failed for the same cause and are still open. */
    public record Group(
            String key,
            Cause cause,
            long open,
            Instant firstAt,
            Instant lastAt,
            Instant oldestOpenAt) {}

    /** One time it was sent again. */
    public record Attempt(
            long operation, Instant sentAt, String outcome, Optional<Instant> endedAt) {}
}
