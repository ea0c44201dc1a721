package org.passerelle.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "lift",
        description =
                "Ends a restriction that was announced; what waited is released or cancelled.")
final class RequestLift extends RequestStep {
    @Mixin private Confirming confirming = new Confirming();

    @Option(
            names = "--waiting",
            paramLabel = "WHAT",
            required = true,
            description = "release or cancel the messages that waited.")
    private String waiting = "";

    RequestLift(Surroundings surroundings) {
        super(surroundings, "lifting");
    }

    @Override
    boolean confirmed(Screen screen, long request) {
        return confirming.confirmed(screen, "lift the restriction of request " + request);
    }

    @Override
    void fill(ObjectNode body) {
        body.put("waiting", waiting);
    }
}
