package org.passerelle.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "document",
        description = {
            "Prints a document that answers a request: access-page, access, portability,",
            "portability-csv, letter, extension-letter, lift-letter. It is kept nowhere."
        })
final class RequestDocument extends Action {
    @Parameters(index = "0", paramLabel = "NUMBER", description = "Number of the request.")
    private long number;

    @Parameters(index = "1", paramLabel = "KIND", description = "Which document.")
    private String kind = "";

    RequestDocument(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int act(Door door, Screen screen) {
        screen.out().println(door.text("/requests/" + number + "/documents/" + Door.encoded(kind)));
        screen.out().flush();
        return Exit.DONE;
    }
}
