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
}
