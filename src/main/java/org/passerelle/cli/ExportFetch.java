package org.passerelle.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "fetch",
        description = "Fetches an export that you asked for and a second person approved; once.")
final class ExportFetch extends Action {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "NUMBER", description = "Number of the export.")
    private long number;

    @Mixin private ExportContent content = new ExportContent();

    ExportFetch(Surroundings surroundings) {
        super(surroundings);
        this.surroundings = surroundings;
    }

    @Override
    int act(Door door, Screen screen) {
        return content.fetch(door, screen, surroundings.output(), number);
    }
}
