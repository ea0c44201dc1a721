package org.passerelle.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "omissions", description = "What fell out of an export, and by which rule.")
final class ExportOmissions extends Action {
    @Parameters(paramLabel = "NUMBER", description = "Number of the export.")
    private long number;

    ExportOmissions(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int act(Door door, Screen screen) {
        screen.page(
                door.get("/exports/" + number + "/omissions"),
                new Table(
                        "WHAT=what", "NAME=name", "RECORDS=records", "RULE=rule", "REASON=reason"),
                "nothing fell out");
        return Exit.DONE;
    }
}
