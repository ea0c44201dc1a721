package org.passerelle.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "receipt",
        description = "The signed receipt of an export; passerelle receipt verify FILE checks it.")
final class ExportReceipt extends Action {
    @Parameters(paramLabel = "NUMBER", description = "Number of the export.")
    private long number;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write it to this file; printed if absent.")
    private @Nullable Path out;

    ExportReceipt(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int act(Door door, Screen screen) {
        var text = door.text("/exports/" + number + "/receipt");
        if (out == null) {
            screen.lines(List.of(text));
        } else {
            OwnFile.write(out, text);
            screen.remark("wrote " + out);
        }
        return Exit.DONE;
    }
}
