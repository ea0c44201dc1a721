package org.passerelle.cli.request;

import org.passerelle.cli.frame.Body;
import org.passerelle.cli.frame.Surroundings;
import org.passerelle.cli.options.JsonInput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "clarify", description = "Adds what was missing: JSON with applicant.")
final class RequestClarify extends RequestStep {
    @Mixin private JsonInput input = new JsonInput();

    RequestClarify(Surroundings surroundings) {
        super(surroundings, "clarifications");
    }

    @Override
    void fill(Body body) {
        body.withAll(input.read(surroundings()));
    }
}
