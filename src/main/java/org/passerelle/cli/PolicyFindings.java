package org.passerelle.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "findings",
        description = "What the running process finds in an organisation's files as they stand.")
final class PolicyFindings extends Action {
    @Parameters(paramLabel = "ORGANISATION", description = "Key of the organisation.")
    private String organisation = "";

    PolicyFindings(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int act(Door door, Screen screen) {
        screen.page(
                door.get("/policy/" + organisation + "/findings"),
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
