package org.passerelle.cli.export;

import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import org.passerelle.cli.frame.Table;
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
    protected int act(Door door, Screen screen) {
        screen.page(
                door.get("/exports/" + number + "/omissions"),
                new Table(
                        "WHAT=what", "NAME=name", "RECORDS=records", "RULE=rule", "REASON=reason"),
                "nothing fell out");
        return Exit.DONE;
    }
}
