package org.passerelle.cli.export;

import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
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
    protected int act(Door door, Screen screen) {
        screen.thing(door.get("/exports/" + number));
        return Exit.DONE;
    }
}
