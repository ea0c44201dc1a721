package org.passerelle.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "The signed receipt of an erasure; passerelle receipt verify checks it.")
final class ReceiptShow extends Action {
    @Parameters(paramLabel = "NUMBER", description = "Number of the command.")
    private long number;

    @Option(names = "--out", paramLabel = "FILE", description = "Write it to this file.")
    private @Nullable Path out;

    @Option(names = "--page", description = "As a page to print, in French.")
    private boolean page;

    ReceiptShow(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int act(Door door, Screen screen) {
        var text = door.text("/receipts/" + number + (page ? "/page" : ""));
        if (out == null) {
            screen.lines(List.of(text));
            return Exit.DONE;
        }
        OwnFile.write(out, text);
        screen.remark("wrote " + out);
        return Exit.DONE;
    }
}
