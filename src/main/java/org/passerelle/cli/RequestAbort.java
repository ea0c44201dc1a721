package org.passerelle.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "abort", description = "The person withdraws the request.")
final class RequestAbort extends RequestStep {
    @Mixin private Confirming confirming = new Confirming();

    RequestAbort(Surroundings surroundings) {
        super(surroundings, "withdrawal");
    }

    @Override
    boolean confirmed(Screen screen, long request) {
        return confirming.confirmed(screen, "withdraw request " + request);
    }
}
