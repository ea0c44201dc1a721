package org.passerelle.commands.ledger;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.passerelle.commands.StepState;
import org.passerelle.commands.StoredStep;

/**
 * How an attempt at a step is written down.
 *
 * @param nextAttempt empty when the step is settled
 */
public record StepEnd(
        StepState state, Optional<Instant> nextAttempt, String reason, Map<String, String> notes) {
    public StepEnd {
        notes = Map.copyOf(notes);
    }

    /** The step as it stands once this is written. */
    public StoredStep of(StoredStep step, Instant now) {
        return new StoredStep(
                step.command(),
                step.position(),
                step.name(),
                state,
                step.attempts(),
                nextAttempt,
                step.startedAt(),
                nextAttempt.isPresent() ? Optional.empty() : Optional.of(now),
                reason,
                notes);
    }

    public static StepEnd settled(StepState state, String reason, Map<String, String> notes) {
        return new StepEnd(state, Optional.empty(), reason, notes);
    }
}
