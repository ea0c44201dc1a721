package org.passerelle.commands;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How an attempt at a step is written down.
 *
 * @param nextAttempt empty when the step is settled
 */
record StepEnd(
        StepState state, Optional<Instant> nextAttempt, String reason, Map<String, String> notes) {
    StepEnd {
        notes = Map.copyOf(notes);
    }

    static StepEnd settled(StepState state, String reason, Map<String, String> notes) {
        return new StepEnd(state, Optional.empty(), reason, notes);
    }
}
