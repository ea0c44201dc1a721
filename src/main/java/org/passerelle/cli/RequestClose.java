package org.passerelle.cli;

import picocli.CommandLine.Command;

@Command(name = "close", description = "Closes an answered request.")
final class RequestClose extends RequestStep {
    RequestClose(Surroundings surroundings) {
        super(surroundings, "closing");
    }
}
