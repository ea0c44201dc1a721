package org.passerelle.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "refuse", description = "Says no to all of it; the letter gives the reason.")
final class RequestRefuse extends RequestStep {
    @Mixin private Confirming confirming = new Confirming();

    @Option(
            names = "--because",
            paramLabel = "CODE",
            required = true,
            description = "A code of config/rights/grounds.yaml.")
    private String because = "";

    RequestRefuse(Surroundings surroundings) {
        super(surroundings, "refusal");
    }

    @Override
    boolean confirmed(Screen screen, long request) {
        return confirming.confirmed(screen, "refuse request " + request);
    }

    @Override
    void fill(ObjectNode body) {
        body.put("because", because);
    }
}
