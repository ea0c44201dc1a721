package org.passerelle.cli.request;

import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine.Command;

@Command(name = "close", description = "Closes an answered request.")
final class RequestClose extends RequestStep {
    RequestClose(Surroundings surroundings) {
        super(surroundings, "closing");
    }
}
