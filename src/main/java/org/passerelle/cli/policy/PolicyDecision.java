package org.passerelle.cli.policy;

import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "decision",
        description = "One stored decision: rules, clauses, what fell out and why, what was asked.")
final class PolicyDecision extends Action {
    @Parameters(paramLabel = "NUMBER", description = "Number of the decision.")
    private long number;

    PolicyDecision(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        screen.thing(door.get("/decisions/" + number));
        return Exit.DONE;
    }
}
