package org.passerelle.commands.steps;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.passerelle.commands.Command;
import org.passerelle.commands.CommandState;
import org.passerelle.commands.Ground;
import org.passerelle.commands.Proposal;
import org.passerelle.commands.StepName;
import org.passerelle.commands.StepState;
import org.passerelle.commands.StoredStep;
import org.passerelle.commands.exchange.CommandMessage;
import org.passerelle.commands.hands.StepResult;
import org.passerelle.commands.ledger.CommandTables;

/**
 * Decides what a delivery does next. Reading the command under its row's lock, holding the subject,
 * asking the gate and writing the step down as begun are one transaction: killed within it, nothing
 * has happened; killed after it, the step is known to have begun.
 */
final class Turns {
    private static final Duration WHILE_TAKEN = Duration.ofSeconds(15);

    private final Ground ground;
    private final CommandTables tables;
    private final StepGate gate;
    private final StepLog log;

    Turns(Ground ground, CommandTables tables, StepGate gate, StepLog log) {
        this.ground = ground;
        this.tables = tables;
        this.gate = gate;
        this.log = log;
    }

    /** Takes the subject; empty when the message describes no command of ours. */
    Optional<Turn> first(Delivery delivery) {
        return ground.transactions()
                .within(
                        () ->
                                found(delivery.message())
                                        .map(
                                                command ->
                                                        openTo(delivery, command)
                                                                ? take(delivery, command)
                                                                : repeated(delivery)));
    }

    /** Holds on to the subject; a delivery that comes too late to do so is over. */
    Turn next(Delivery delivery) {
        return ground.transactions()
                .within(
                        () ->
                                tables.commands()
                                        .lock(delivery.id())
                                        .filter(command -> openTo(delivery, command))
                                        .filter(command -> renewed(delivery))
                                        .map(command -> released(delivery, look(delivery, command)))
                                        .orElseGet(() -> released(delivery, repeated(delivery))));
    }

    /** Writes the end of an attempt down; with the delivery, the subject is let go. */
    Turn ended(Delivery delivery, Turn.Act act, StepResult result) {
        return ground.transactions()
                .within(
                        () ->
                                released(
                                        delivery,
                                        turn(log.end(act.work().command(), act.begun(), result))));
    }

    /** The platform was away while the step acted. */
    Turn unknown(Delivery delivery, Turn.Act act, String why) {
        return ground.transactions()
                .within(
                        () ->
                                released(
                                        delivery,
                                        turn(log.unknown(act.work().command(), act.begun(), why))));
    }

    /** A genuine command that this installation may not carry out; empty when it is unknown. */
    Optional<Execution> refuse(CommandMessage message, String why) {
        return ground.transactions()
                .within(() -> found(message).map(command -> refused(command, message, why)));
    }

    void release(Delivery delivery) {
        ground.transactions()
                .within(() -> tables.locks().release(delivery.subject(), delivery.holder()));
    }

    private Execution refused(Command command, CommandMessage message, String why) {
        if (message.issue() != command.issue() || !underWay(command.state())) {
            return new Execution.Repeated(command.id());
        }
        log.end(command, planned(command).getFirst(), new StepResult.Refused(why));
        return new Execution.Ended(command.id(), CommandState.REFUSED);
    }

    private Optional<Command> found(CommandMessage message) {
        return tables.commands()
                .lock(message.command())
                .filter(command -> describes(message, command.proposal()));
    }

    private static boolean describes(CommandMessage message, Proposal proposal) {
        return message.type() == proposal.type()
                && message.subject().equals(proposal.subject())
                && message.platform().equals(proposal.platform())
                && message.organisation().equals(proposal.organisation())
                && message.course().equals(proposal.course());
    }

    private static boolean openTo(Delivery delivery, Command command) {
        return delivery.message().issue() == command.issue() && underWay(command.state());
    }

    private static boolean underWay(CommandState state) {
        return state == CommandState.ISSUED || state == CommandState.RUNNING;
    }

    private Turn take(Delivery delivery, Command command) {
        var holding = log.holding(delivery.holder());
        return tables.locks().take(delivery.subject(), delivery.id(), holding)
                ? released(delivery, look(delivery, command))
                : taken(delivery);
    }

    /**
     * Another delivery acts on the subject, most often for seconds. This message ends here, so the
     * command is sent again soon and not only when nobody answers for a whole lease.
     */
    private Turn taken(Delivery delivery) {
        var soon = ground.clock().instant().plus(WHILE_TAKEN);
        tables.messages().sent(delivery.id(), soon);
        return new Turn.Halt(new Execution.Waiting(delivery.id(), soon));
    }

    private boolean renewed(Delivery delivery) {
        return tables.locks().renew(delivery.subject(), log.holding(delivery.holder()));
    }

    private Turn look(Delivery delivery, Command command) {
        var work = new Work(command, delivery.message(), delivery.platform(), planned(command));
        return work.next()
                .map(step -> look(work, step))
                .orElseGet(() -> new Turn.Halt(log.finished(command, work.steps())));
    }

    private Turn look(Work work, StoredStep step) {
        var id = work.command().id();
        if (!step.state().pending()) {
            return new Turn.Halt(new Execution.Repeated(id));
        }
        Instant at = step.nextAttemptAt().orElse(Instant.MIN);
        if (at.isAfter(ground.clock().instant())) {
            return new Turn.Halt(new Execution.Waiting(id, at));
        }
        if (step.state() == StepState.WORKING && log.outOfPatience(step)) {
            var why = "its worker was lost again and again; see the log of the executor";
            return turn(log.end(work.command(), step, new StepResult.NeedsPerson(why)));
        }
        return switch (gate.at(work, step)) {
            case StepGate.Passage.Open open -> new Turn.Act(work, log.begin(work, step));
            case StepGate.Passage.Closed closed ->
                    turn(log.end(work.command(), step, closed.result()));
            case StepGate.Passage.NoLongerDue over -> turn(log.cancel(work, over.reason()));
            case StepGate.Passage.Expired expired ->
                    new Turn.Halt(log.expired(work.command(), work.steps()));
        };
    }

    private List<StoredStep> planned(Command command) {
        var steps = tables.steps().of(command.id());
        return steps.isEmpty()
                ? tables.steps()
                        .plan(
                                command.id(),
                                StepName.of(command.proposal().type()),
                                ground.clock().instant())
                : steps;
    }

    /** In the transaction that ends the delivery, so that nothing is left held by nobody. */
    private Turn released(Delivery delivery, Turn turn) {
        if (turn instanceof Turn.Halt) {
            tables.locks().release(delivery.subject(), delivery.holder());
        }
        return turn;
    }

    private static Turn repeated(Delivery delivery) {
        return new Turn.Halt(new Execution.Repeated(delivery.id()));
    }

    private static Turn turn(Optional<Execution> execution) {
        return execution.<Turn>map(Turn.Halt::new).orElseGet(Turn.Again::new);
    }
}
