package org.passerelle.commands.steps;

import java.util.Optional;
import java.util.UUID;
import org.passerelle.commands.Ground;
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
 * <p>A step is written down as begun before it acts and as ended after: two transactions, and none
 * is open while the platform is spoken to. A worker that dies between leaves it begun, and whoever
 * finds it past its lease reads the real state again. One subject's commands wait for each other on
 * the subject's lock row.
 */
public final class CommandRun {
    /** More attempts than any plan needs in one delivery: a guard against turning in circles. */
    private static final int ATTEMPTS_AT_ONCE = 20;

    private final Ground ground;
    private final StepActs acts;
    private final StepLog log;
    private final Turns turns;

    public CommandRun(Ground ground, CommandTables tables, StepGate gate, StepActs acts) {
        this.ground = ground;
        this.acts = acts;
        this.log = new StepLog(ground, tables);
        this.turns = new Turns(ground, tables, gate, log);
    }

    /** A genuine command that this installation may not carry out; empty when it is unknown. */
    Optional<Execution> refuse(CommandMessage message, String why) {
        return turns.refuse(message, why);
    }

    /** Empty when the message describes no command of ours. */
    Optional<Execution> proceed(CommandMessage message, Platform platform) {
        var delivery = new Delivery(message, platform, UUID.randomUUID().toString());
        return turns.first(delivery).map(turn -> carryOut(delivery, turn));
    }

    private Execution carryOut(Delivery delivery, Turn first) {
        boolean halted = false;
        try {
            var turn = first;
            for (int left = ATTEMPTS_AT_ONCE; left > 0 && !(turn instanceof Turn.Halt); left--) {
                turn = afterwards(delivery, turn);
            }
            halted = turn instanceof Turn.Halt;
            return turn instanceof Turn.Halt halt
                    ? halt.execution()
                    : new Execution.Waiting(delivery.id(), ground.clock().instant());
        } finally {
            if (!halted) {
                turns.release(delivery);
            }
        }
    }

    private Turn afterwards(Delivery delivery, Turn turn) {
        return switch (turn) {
            case Turn.Act act -> attempt(delivery, act);
            case Turn.Again again -> turns.next(delivery);
            case Turn.Halt halt -> halt;
        };
    }

    private Turn attempt(Delivery delivery, Turn.Act act) {
        try {
            var unready =
                    act.begun().position() == 0
                            ? acts.unready(act.work())
                            : Optional.<StepResult>empty();
            if (unready.isPresent()) {
                return turns.ended(delivery, act, unready.get());
            }
        } catch (OwnStoreUnavailable e) {
            throw e;
        } catch (TransientFailure e) {
            return turns.ended(
                    delivery, act, log.away(act.begun(), String.valueOf(e.getMessage())));
        } catch (PermanentFailure e) {
            return turns.ended(delivery, act, person(e));
        }
        return acted(delivery, act);
    }

    private Turn acted(Delivery delivery, Turn.Act act) {
        try {
            return turns.ended(delivery, act, acts.perform(act.work(), act.begun()));
        } catch (OwnStoreUnavailable e) {
            throw e;
        } catch (TransientFailure e) {
            return turns.unknown(delivery, act, String.valueOf(e.getMessage()));
        } catch (PermanentFailure e) {
            return turns.ended(delivery, act, person(e));
        }
    }

    private static StepResult person(PermanentFailure failure) {
        return new StepResult.NeedsPerson(String.valueOf(failure.getMessage()));
    }
}
