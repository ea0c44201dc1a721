package org.passerelle.cli.policy;

import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import org.passerelle.cli.frame.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "findings",
        description = "What the running process finds in an organisation's files as they stand.")
final class PolicyFindings extends Action {
    @Mixin private Pack pack = new Pack();

    PolicyFindings(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        screen.page(
                door.get(pack.path("/findings")),
                new Table(
                        "SEVERITY=severity",
                        "CODE=code",
                        "ROW=row",
                        "LINE=line",
                        "ACCEPTED UNTIL=acceptedUntil",
                        "WHAT=what"),
                "no findings");
        return Exit.DONE;
    }
}
