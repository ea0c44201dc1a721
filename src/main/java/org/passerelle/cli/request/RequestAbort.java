package org.passerelle.cli.request;

import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine.Command;

@Command(name = "abort", description = "The person withdraws the request.")
final class RequestAbort extends RequestDecision {
    RequestAbort(Surroundings surroundings) {
        super(surroundings, "withdrawal", "withdraw");
    }
}
