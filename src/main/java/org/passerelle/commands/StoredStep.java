package org.passerelle.commands;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A step as it stands in the store.
 *
 * @param attempts how often it was begun
 * @param nextAttemptAt when it is taken up again; empty once it is settled
 * @param notes what it found, without identity
 */
public record StoredStep(
        CommandId command,
        int position,
        StepName name,
        StepState state,
        int attempts,
        Optional<Instant> nextAttemptAt,
        Optional<Instant> startedAt,
        Optional<Instant> settledAt,
        String reason,
        Map<String, String> notes) {
    public StoredStep {
        notes = Map.copyOf(notes);
    }

    /** As it stands before anybody began it. */
    public static StoredStep planned(CommandId command, int position, StepName name, Instant now) {
        return new StoredStep(
                command,
                position,
                name,
                StepState.WAITING,
                0,
                Optional.of(now),
                Optional.empty(),
                Optional.empty(),
                "",
                Map.of());
    }

    /** As it stands when a worker takes it. */
    public StoredStep begun(Instant now, Instant leaseEnds) {
        return new StoredStep(
                command,
                position,
                name,
                StepState.WORKING,
                attempts + 1,
                Optional.of(leaseEnds),
                startedAt.or(() -> Optional.of(now)),
                Optional.empty(),
                reason,
                notes);
    }
}
