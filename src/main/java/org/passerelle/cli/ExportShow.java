package org.passerelle.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "One export: who, to whom, why, how far.")
final class ExportShow extends Action {
    @Parameters(paramLabel = "NUMBER", description = "Number of the export.")
    private long number;

    ExportShow(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int act(Door door, Screen screen) {
        screen.thing(door.get("/exports/" + number));
        return Exit.DONE;
    }
}
