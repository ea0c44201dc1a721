package org.passerelle.cli.request;

import org.passerelle.cli.frame.Body;
import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "refuse", description = "Says no to all of it; the letter gives the reason.")
final class RequestRefuse extends RequestDecision {
    @Option(
            names = "--because",
            paramLabel = "CODE",
            required = true,
            description = "A code of config/rights/grounds.yaml.")
    private String because = "";

    RequestRefuse(Surroundings surroundings) {
        super(surroundings, "refusal", "refuse");
    }

    @Override
    void fill(Body body) {
        body.with("because", because);
    }
}
