package org.passerelle.cli.request;

import org.passerelle.cli.frame.Body;
import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "lift",
        description =
                "Ends a restriction that was announced; what waited is released or cancelled.")
final class RequestLift extends RequestDecision {
    @Option(
            names = "--waiting",
            paramLabel = "WHAT",
            required = true,
            description = "release or cancel the messages that waited.")
    private String waiting = "";

    RequestLift(Surroundings surroundings) {
        super(surroundings, "lifting", "lift the restriction of");
    }

    @Override
    void fill(Body body) {
        body.with("waiting", waiting);
    }
}
