package org.passerelle.cli.export;

import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import org.passerelle.cli.options.OutFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "receipt",
        description = "The signed receipt of an export; passerelle receipt verify FILE checks it.")
final class ExportReceipt extends Action {
    @Parameters(paramLabel = "NUMBER", description = "Number of the export.")
    private long number;

    @Mixin private OutFile out = new OutFile();

    ExportReceipt(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        out.put(screen, door.text("/exports/" + number + "/receipt"));
        return Exit.DONE;
    }
}
