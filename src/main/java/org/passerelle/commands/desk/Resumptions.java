package org.passerelle.commands.desk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.passerelle.commands.Command;
import org.passerelle.commands.CommandState;
import org.passerelle.commands.CommandType;
import org.passerelle.commands.Ground;
import org.passerelle.commands.StepName;
import org.passerelle.commands.StepState;
import org.passerelle.commands.StoredStep;
import org.passerelle.commands.hands.Check;
import org.passerelle.commands.hands.Check.Name;
import org.passerelle.commands.hands.Check.Result;
import org.passerelle.commands.issuing.Issuer;
import org.passerelle.commands.ledger.CommandTables;
import org.passerelle.commands.ledger.StepEnd;
import org.passerelle.commands.ledger.VerificationNotes;

/** How a person takes up a command that waited for one; within the desk's transaction. */
final class Resumptions {
    private final Ground ground;
    private final CommandTables tables;
    private final Issuer issuer;

    Resumptions(Ground ground, CommandTables tables, Issuer issuer) {
        this.ground = ground;
        this.tables = tables;
        this.issuer = issuer;
    }

    Ruling resume(Command command, String actor, String action) {
        if (command.state() != CommandState.NEEDS_PERSON) {
            return wrongState(command, CommandState.NEEDS_PERSON);
        }
        tables.steps().resume(command.id(), ground.clock().instant());
        return takeUp(command, actor, action);
    }

    Ruling waive(Command command, String actor) {
        if (command.state() == CommandState.NEEDS_PERSON) {
            tables.commands().waive(command.id(), actor);
        }
        return resume(command, actor, "command-roles-waived");
    }

    Ruling prove(Command command, String actor) {
        var proposal = command.proposal();
        if (proposal.type() != CommandType.ERASE || !command.state().open()) {
            return new Ruling.Refused(command.id(), "only an open erasure can prove it");
        }
        new ErasureCanaries(ground, tables)
                .name(proposal.organisation(), proposal.platform(), proposal.subject(), actor);
        return command.state() == CommandState.NEEDS_PERSON
                ? resume(command, actor, "command-resumed")
                : new Ruling.Accepted(command.id());
    }

    Ruling accept(Command command, String actor) {
        return tables.steps().of(command.id()).stream()
                .filter(step -> step.name() == StepName.VERIFY)
                .filter(step -> step.state() == StepState.NEEDS_PERSON)
                .findFirst()
                .map(step -> accept(command, step, actor))
                .orElseGet(
                        () ->
                                refused(
                                        command,
                                        "only an erasure whose verification waits for a person can be accepted"));
    }

    private Ruling accept(Command command, StoredStep step, String actor) {
        if (exists(VerificationNotes.of(step.notes()).checks())) {
            return refused(command, "the account still exists; resume the command, or reject it");
        }
        var notes = new HashMap<>(step.notes());
        notes.put("accepted-by", actor);
        tables.steps()
                .end(
                        step,
                        StepEnd.settled(StepState.DONE, step.reason(), notes),
                        ground.clock().instant());
        return takeUp(command, actor, "command-accepted");
    }

    private static boolean exists(List<Check> checks) {
        return checks.stream()
                .anyMatch(
                        check ->
                                check.name() == Name.ACCOUNT_GONE
                                        && check.result() == Result.FAILED);
    }

    private Ruling takeUp(Command command, String actor, String action) {
        tables.commands().moveTo(command.id(), CommandState.RUNNING, "", ground.clock().instant());
        issuer.journal(command, actor, action, "running", Map.of());
        issuer.sendAgain(command.id());
        return new Ruling.Accepted(command.id());
    }

    static Ruling wrongState(Command command, CommandState expected) {
        return refused(command, "it is " + command.state().key() + ", not " + expected.key());
    }

    private static Ruling refused(Command command, String why) {
        return new Ruling.Refused(command.id(), why);
    }
}
