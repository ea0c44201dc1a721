package org.passerelle.commands.steps;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.commands.Command;
import org.passerelle.commands.CommandState;
import org.passerelle.commands.Ground;
import org.passerelle.commands.StepName;
import org.passerelle.commands.StepState;
import org.passerelle.commands.StoredStep;
import org.passerelle.commands.exchange.OutcomeMessages;
import org.passerelle.commands.hands.StepResult;
import org.passerelle.commands.ledger.CommandTables;
import org.passerelle.commands.ledger.JdbcCommandLocks.Holding;
import org.passerelle.commands.ledger.StepEnd;
import org.passerelle.journal.JournalEntry;

/**
 * Writes down what becomes of steps, journal and outcome included. Each call is made within the
 * caller's transaction and is all or nothing with it.
 */
final class StepLog {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private final Ground ground;
    private final CommandTables tables;
    private final OutcomeMessages outcomes;

    StepLog(Ground ground, CommandTables tables) {
        this.ground = ground;
        this.tables = tables;
        this.outcomes = new OutcomeMessages(ground);
    }

    Holding holding(String holder) {
        var now = ground.clock().instant();
        return new Holding(holder, now, now.plus(ground.settings().lease()));
    }

    /** Before it acts: if this cannot be written, it does not act. */
    StoredStep begin(Work work, StoredStep step) {
        var now = ground.clock().instant();
        var until = now.plus(ground.settings().lease());
        tables.steps().begin(step, now, until);
        tables.commands().run(work.command().id(), now, until);
        journal(work.command(), step, "command-step-begun", "begun");
        return step.begun(now, until);
    }

    /** Empty when the next step can be taken, or this one again at once. */
    Optional<Execution> end(Command command, StoredStep step, StepResult result) {
        return switch (result) {
            case StepResult.Done done -> succeeded(command, step, StepState.DONE, done.notes());
            case StepResult.AlreadyDone done -> succeeded(command, step, found(step), done.notes());
            case StepResult.Retry retry -> retry(command, step, retry);
            case StepResult.NeedsPerson person ->
                    stop(command, step, StepState.NEEDS_PERSON, person.why(), person.notes());
            case StepResult.Refused refused ->
                    stop(command, step, StepState.REFUSED, refused.why(), Map.of());
        };
    }

    /** The last step's end and the command's outcome are one transaction. */
    private Optional<Execution> succeeded(
            Command command, StoredStep step, StepState state, Map<String, String> notes) {
        var steps = settle(command, step, state, "", notes);
        return steps.stream().anyMatch(other -> other.state().pending())
                ? Optional.empty()
                : Optional.of(finished(command, steps));
    }

    /**
     * Found done by an earlier attempt of ours that did not live to hear the answer: then it is our
     * doing.
     */
    private static StepState found(StoredStep step) {
        return step.notes().containsKey(StepActs.WAS_ACTIVE)
                ? StepState.DONE
                : StepState.ALREADY_DONE;
    }

    private Optional<Execution> retry(Command command, StoredStep step, StepResult.Retry retry) {
        if (outOfPatience(step)) {
            return stop(command, step, StepState.NEEDS_PERSON, retry.why(), retry.notes());
        }
        var now = ground.clock().instant();
        var next = now.plus(retry.after());
        again(
                command,
                step,
                new StepEnd(
                        StepState.RETRY,
                        Optional.of(next),
                        retry.why(),
                        notes(step, retry.notes())));
        return next.isAfter(now)
                ? Optional.of(new Execution.Waiting(command.id(), next))
                : Optional.empty();
    }

    /** The platform was away before the step acted: nothing was written. */
    StepResult away(StoredStep step, String why) {
        return new StepResult.Retry(pause(step.attempts()), why);
    }

    /** The platform was away while the step acted. */
    Optional<Execution> unknown(Command command, StoredStep step, String why) {
        if (outOfPatience(step)) {
            return stop(command, step, StepState.NEEDS_PERSON, why, Map.of());
        }
        var next = ground.clock().instant().plus(pause(step.attempts()));
        var notes = notes(step, Map.of());
        again(command, step, new StepEnd(StepState.UNKNOWN, Optional.of(next), why, notes));
        return Optional.of(new Execution.Waiting(command.id(), next));
    }

    /** Nothing was destroyed yet: ends the command, opening the account again if we closed it. */
    Optional<Execution> cancel(Work work, String reason) {
        var id = work.command().id();
        var now = ground.clock().instant();
        tables.steps().cancelPending(id, now, reason);
        if (locked(work)) {
            tables.steps().add(id, work.steps().size(), StepName.UNLOCK, now);
            return Optional.empty();
        }
        var steps = tables.steps().of(id);
        return Optional.of(tell(work.command(), steps, CommandState.CANCELLED, reason));
    }

    private static boolean locked(Work work) {
        return work.steps().stream()
                .anyMatch(step -> step.name() == StepName.LOCK && step.state() == StepState.DONE);
    }

    /** Every step has succeeded, or the command was cancelled and its lock undone. */
    Execution finished(Command command, List<StoredStep> steps) {
        return steps.stream()
                .filter(step -> step.state() == StepState.CANCELLED)
                .findFirst()
                .map(step -> tell(command, steps, CommandState.CANCELLED, step.reason()))
                .orElseGet(() -> tell(command, steps, CommandState.DONE, ""));
    }

    Execution expired(Command command, List<StoredStep> steps) {
        outcomes.tell(command, steps, OutcomeMessages.EXPIRED, "expired");
        return new Execution.Expired(command.id());
    }

    private Optional<Execution> stop(
            Command command,
            StoredStep step,
            StepState state,
            String why,
            Map<String, String> notes) {
        var steps = settle(command, step, state, why, notes);
        var ended = state == StepState.REFUSED ? CommandState.REFUSED : CommandState.NEEDS_PERSON;
        return Optional.of(tell(command, steps, ended, step.name().key() + ": " + why));
    }

    private Execution tell(
            Command command, List<StoredStep> steps, CommandState state, String reason) {
        outcomes.tell(command, steps, state.key(), reason);
        return new Execution.Ended(command.id(), state);
    }

    /** All steps as they stand then. What the step wrote down while it acted is kept. */
    private List<StoredStep> settle(
            Command command,
            StoredStep step,
            StepState state,
            String why,
            Map<String, String> notes) {
        var now = ground.clock().instant();
        var steps = new ArrayList<>(tables.steps().of(command.id()));
        var stored = steps.get(step.position());
        var end = StepEnd.settled(state, why, joined(stored.notes(), notes));
        tables.steps().end(step, end, now);
        steps.set(step.position(), end.of(stored, now));
        journal(command, step, "command-step-ended", state.key());
        return steps;
    }

    private void again(Command command, StoredStep step, StepEnd end) {
        tables.steps().end(step, end, ground.clock().instant());
        end.nextAttempt().ifPresent(next -> tables.messages().sent(command.id(), next));
        journal(command, step, "command-step-waits", end.state().key());
    }

    boolean outOfPatience(StoredStep step) {
        Instant now = ground.clock().instant();
        return step.startedAt()
                .filter(started -> started.plus(ground.settings().patience()).isBefore(now))
                .isPresent();
    }

    private static Duration pause(int attempts) {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(Math.max(attempts, 1) - 1, 10));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    /** With what the step itself wrote down while it acted. */
    private Map<String, String> notes(StoredStep step, Map<String, String> more) {
        return joined(tables.steps().of(step.command()).get(step.position()).notes(), more);
    }

    private static Map<String, String> joined(
            Map<String, String> stored, Map<String, String> more) {
        var all = new HashMap<>(stored);
        all.putAll(more);
        return all;
    }

    private void journal(Command command, StoredStep step, String action, String outcome) {
        ground.journal()
                .append(
                        new JournalEntry(
                                command.proposal().organisation(),
                                "executor",
                                action,
                                command.journalObject(),
                                Optional.of(command.proposal().subject()),
                                outcome,
                                Map.of("step", step.name().key())));
    }
}
