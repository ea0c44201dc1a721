package org.passerelle.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "document",
        description = {
            "Makes a document that answers a request: access-page, access, portability,",
            "portability-csv, letter, extension-letter, lift-letter. Passerelle keeps no copy."
        })
final class RequestDocument extends Action {
    @Parameters(index = "0", paramLabel = "NUMBER", description = "Number of the request.")
    private long number;

    @Parameters(index = "1", paramLabel = "KIND", description = "Which document.")
    private String kind = "";

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write it to this file, for you alone to read; printed if absent.")
    private @Nullable Path out;

    RequestDocument(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int act(Door door, Screen screen) {
        var text = door.text("/requests/" + number + "/documents/" + Door.encoded(kind));
        if (out == null) {
            screen.lines(List.of(text));
        } else {
            OwnFile.write(out, text);
            screen.remark("wrote " + out);
        }
        return Exit.DONE;
    }
}
