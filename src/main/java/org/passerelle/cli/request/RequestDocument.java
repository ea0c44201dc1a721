package org.passerelle.cli.request;

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

    @Mixin private OutFile out = new OutFile();

    RequestDocument(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        out.put(screen, door.text("/requests/" + number + "/documents/" + Door.encoded(kind)));
        return Exit.DONE;
    }
}
