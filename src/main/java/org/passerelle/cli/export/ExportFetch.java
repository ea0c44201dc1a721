package org.passerelle.cli.export;

import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "fetch",
        description = "Fetches an export that you asked for and a second person approved; once.")
final class ExportFetch extends Action {
    @Parameters(paramLabel = "NUMBER", description = "Number of the export.")
    private long number;

    @Mixin private ExportContent content = new ExportContent();

    ExportFetch(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        return content.fetch(door, screen, surroundings().output(), number);
    }
}
