package org.passerelle.commands.steps;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.passerelle.commands.Command;
import org.passerelle.commands.CommandId;
import org.passerelle.commands.CommandState;
import org.passerelle.commands.Ground;
import org.passerelle.commands.StepName;
import org.passerelle.commands.StepState;
import org.passerelle.commands.StoredStep;
import org.passerelle.commands.exchange.CommandMessage;
import org.passerelle.commands.hands.StepResult;
import org.passerelle.commands.ledger.CommandTables;
import org.passerelle.personaldata.OwnStoreUnavailable;
import org.passerelle.personaldata.PermanentFailure;
import org.passerelle.personaldata.Platform;
import org.passerelle.personaldata.TransientFailure;

/**
 * Carries a command through its steps, from wherever the store says it stands.
 *
 * <p>A step is written down as begun before it acts and as ended after; a worker that dies between
 * leaves it begun, and whoever finds it past its lease reads the real state again. One subject's
 * commands wait for each other on the subject's lock row.
 */
public final class CommandRun {
    /** More attempts than any plan needs in one delivery: a guard against turning in circles. */
    private static final int ATTEMPTS_AT_ONCE = 20;

    private final Ground ground;
    private final CommandTables tables;
    private final StepGate gate;
    private final StepActs acts;
    private final StepLog log;

    public CommandRun(Ground ground, CommandTables tables, StepGate gate, StepActs acts) {
        this.ground = ground;
        this.tables = tables;
        this.gate = gate;
        this.acts = acts;
        this.log = new StepLog(ground, tables);
    }

    /** A genuine command that this installation may not carry out. */
    Execution refuse(Command command, String why) {
        var step = planned(command).getFirst();
        log.end(command, step, new StepResult.Refused(why));
        return new Execution.Ended(command.id(), CommandState.REFUSED);
    }

    Execution proceed(Command command, CommandMessage message, Platform platform) {
        var subject = command.proposal().subject();
        var holding = log.holding(UUID.randomUUID().toString());
        if (!within(() -> tables.locks().take(subject, command.id(), holding))) {
            return new Execution.Waiting(command.id(), holding.until());
        }
        try {
            return steps(new Delivery(command.id(), message, platform, holding.holder()));
        } finally {
            ground.transactions().within(() -> tables.locks().release(subject, holding.holder()));
        }
    }

    /** One delivery that holds its subject. */
    private record Delivery(
            CommandId id, CommandMessage message, Platform platform, String holder) {}

    private Execution steps(Delivery delivery) {
        for (int attempt = 0; attempt < ATTEMPTS_AT_ONCE; attempt++) {
            var work = read(delivery);
            if (work.isEmpty()) {
                return new Execution.Repeated(delivery.id());
            }
            var halted = next(work.get());
            if (halted.isPresent()) {
                return halted.get();
            }
        }
        return new Execution.Waiting(delivery.id(), ground.clock().instant());
    }

    private Optional<Execution> next(Work work) {
        return work.next().map(step -> one(work, step)).orElseGet(() -> finished(work));
    }

    /** Read again under the lock; empty when it was closed meanwhile. */
    private Optional<Work> read(Delivery delivery) {
        return within(
                () ->
                        tables.commands()
                                .find(delivery.id())
                                .filter(command -> Executor.underWay(command.state()))
                                .map(
                                        command ->
                                                new Work(
                                                        command,
                                                        delivery.message(),
                                                        delivery.platform(),
                                                        delivery.holder(),
                                                        planned(command))));
    }

    /** Empty when the next step can be looked at. */
    private Optional<Execution> one(Work work, StoredStep step) {
        var id = work.command().id();
        if (!step.state().pending()) {
            return Optional.of(new Execution.Repeated(id));
        }
        Instant at = step.nextAttemptAt().orElse(Instant.MIN);
        if (at.isAfter(ground.clock().instant())) {
            return Optional.of(new Execution.Waiting(id, at));
        }
        if (step.state() == StepState.WORKING && log.outOfPatience(step)) {
            var why = "its worker was lost again and again; see the log of the executor";
            return log.end(work.command(), step, new StepResult.NeedsPerson(why));
        }
        return switch (gate.at(work, step)) {
            case StepGate.Passage.Open open -> attempt(work, step);
            case StepGate.Passage.Closed closed -> log.end(work.command(), step, closed.result());
            case StepGate.Passage.NoLongerDue over -> log.cancel(work, over.reason());
            case StepGate.Passage.Expired expired ->
                    Optional.of(log.expired(work.command(), work.steps()));
        };
    }

    private Optional<Execution> attempt(Work work, StoredStep step) {
        if (!log.begin(work, step)) {
            return Optional.of(new Execution.Repeated(work.command().id()));
        }
        var begun = within(() -> tables.steps().of(work.command().id())).get(step.position());
        try {
            var unready = step.position() == 0 ? acts.unready(work) : Optional.<StepResult>empty();
            if (unready.isPresent()) {
                return log.end(work.command(), begun, unready.get());
            }
        } catch (OwnStoreUnavailable e) {
            throw e;
        } catch (TransientFailure e) {
            return log.away(work.command(), begun, String.valueOf(e.getMessage()));
        } catch (PermanentFailure e) {
            return log.end(work.command(), begun, person(e));
        }
        return acted(work, begun);
    }

    private Optional<Execution> acted(Work work, StoredStep begun) {
        try {
            return log.end(work.command(), begun, acts.perform(work, begun));
        } catch (OwnStoreUnavailable e) {
            throw e;
        } catch (TransientFailure e) {
            return log.unknown(work.command(), begun, String.valueOf(e.getMessage()));
        } catch (PermanentFailure e) {
            return log.end(work.command(), begun, person(e));
        }
    }

    private static StepResult person(PermanentFailure failure) {
        return new StepResult.NeedsPerson(String.valueOf(failure.getMessage()));
    }

    private Optional<Execution> finished(Work work) {
        return Optional.of(log.finished(work.command(), work.steps()));
    }

    private List<StoredStep> planned(Command command) {
        return within(
                () -> {
                    var steps = tables.steps().of(command.id());
                    if (!steps.isEmpty()) {
                        return steps;
                    }
                    var names = StepName.of(command.proposal().type());
                    tables.steps().plan(command.id(), names, ground.clock().instant());
                    return tables.steps().of(command.id());
                });
    }

    private <T> T within(Supplier<T> work) {
        return ground.transactions().within(work);
    }
}
