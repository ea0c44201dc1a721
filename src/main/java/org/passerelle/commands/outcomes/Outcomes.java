package org.passerelle.commands.outcomes;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.commands.Command;
import org.passerelle.commands.CommandId;
import org.passerelle.commands.CommandState;
import org.passerelle.commands.CommandType;
import org.passerelle.commands.Ground;
import org.passerelle.commands.StepState;
import org.passerelle.commands.StoredStep;
import org.passerelle.commands.exchange.OutcomeMessages;
import org.passerelle.commands.issuing.Issuer;
import org.passerelle.commands.ledger.CommandTables;
import org.passerelle.messages.Envelope;
import org.passerelle.messages.MessageCodec;
import org.passerelle.messages.ProcessedMessages;

/**
 * The engine's ear: takes what the executor tells and closes, parks or re-issues the command.
 *
 * <p>Guarantee: exactly-once-per-outcome. The message only says where to look: what is believed are
 * the stored steps, so a forged outcome closes nothing and erases nothing. Errors: {@link
 * org.passerelle.messages.UnreadableMessage}; {@link
 * org.passerelle.personaldata.OwnStoreUnavailable}.
 */
public final class Outcomes {
    private static final String CONSUMER = "command-outcomes";

    private final Ground ground;
    private final CommandTables tables;
    private final ProcessedMessages processed;
    private final Issuer issuer;
    private final ErasureClosing closing;

    public Outcomes(
            Ground ground,
            CommandTables tables,
            ProcessedMessages processed,
            Issuer issuer,
            ErasureClosing closing) {
        this.ground = ground;
        this.tables = tables;
        this.processed = processed;
        this.issuer = issuer;
        this.closing = closing;
    }

    public void record(byte[] message) {
        var envelope = MessageCodec.decode(message, Envelope.class);
        ground.transactions()
                .within(
                        () -> {
                            if (processed.claim(CONSUMER, envelope.id(), "record", 1)) {
                                command(envelope).ifPresent(command -> told(command, envelope));
                            }
                        });
    }

    private Optional<Command> command(Envelope envelope) {
        long id = envelope.body().path("command").longValue();
        return envelope.type().equals(OutcomeMessages.OUTCOME) && id > 0
                ? tables.commands().lock(new CommandId(id)).filter(c -> c.state().open())
                : Optional.empty();
    }

    private void told(Command command, Envelope envelope) {
        var steps = tables.steps().of(command.id());
        var result = envelope.body().path("result").asText();
        if (result.equals(OutcomeMessages.EXPIRED)) {
            reissue(command, steps);
        } else if (has(steps, StepState.REFUSED)) {
            close(command, CommandState.REFUSED, reason(steps, StepState.REFUSED));
        } else if (has(steps, StepState.NEEDS_PERSON)) {
            park(command, reason(steps, StepState.NEEDS_PERSON));
        } else if (steps.stream().anyMatch(step -> step.state().pending()) || steps.isEmpty()) {
            return; // told of a state that has passed: a person has resumed the command since
        } else if (has(steps, StepState.CANCELLED)) {
            close(command, CommandState.CANCELLED, reason(steps, StepState.CANCELLED));
        } else {
            done(command, steps);
        }
    }

    /** Only while nothing was destroyed, and only when it has really expired. */
    private void reissue(Command command, List<StoredStep> steps) {
        boolean destroyed =
                steps.stream()
                        .anyMatch(step -> step.name().firstDestructive() && step.attempts() > 0);
        boolean expired =
                tables.messages()
                        .expiresAt(command.id())
                        .filter(at -> !at.isAfter(ground.clock().instant()))
                        .isPresent();
        if (!destroyed && expired && command.state() != CommandState.PROPOSED) {
            issuer.issue(command, "engine");
        }
    }

    private void park(Command command, String reason) {
        move(command, CommandState.NEEDS_PERSON, reason);
    }

    private void done(Command command, List<StoredStep> steps) {
        if (command.proposal().type() == CommandType.ERASE) {
            closing.close(command, steps);
        }
        close(command, CommandState.DONE, "");
    }

    private void close(Command command, CommandState state, String reason) {
        tables.steps().cancelPending(command.id(), ground.clock().instant(), reason);
        tables.values().drop(command.id());
        move(command, state, reason);
    }

    private void move(Command command, CommandState state, String reason) {
        tables.commands().moveTo(command.id(), state, reason, ground.clock().instant());
        issuer.journal(command, "engine", "outcome-recorded", state.key(), Map.of());
    }

    private static boolean has(List<StoredStep> steps, StepState state) {
        return steps.stream().anyMatch(step -> step.state() == state);
    }

    private static String reason(List<StoredStep> steps, StepState state) {
        return steps.stream()
                .filter(step -> step.state() == state)
                .map(step -> step.name().key() + ": " + step.reason())
                .findFirst()
                .orElse("");
    }
}
