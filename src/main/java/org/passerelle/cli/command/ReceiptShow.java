package org.passerelle.cli.command;

import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import org.passerelle.cli.options.OutFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "The signed receipt of an erasure; passerelle receipt verify checks it.")
final class ReceiptShow extends Action {
    @Parameters(paramLabel = "NUMBER", description = "Number of the command.")
    private long number;

    @Mixin private OutFile out = new OutFile();

    @Option(names = "--page", description = "As a page to print, in French.")
    private boolean page;

    ReceiptShow(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        out.put(screen, door.text("/receipts/" + number + (page ? "/page" : "")));
        return Exit.DONE;
    }
}
