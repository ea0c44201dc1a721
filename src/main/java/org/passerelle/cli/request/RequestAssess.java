package org.passerelle.cli.request;

import org.passerelle.cli.frame.Body;
import org.passerelle.cli.frame.Surroundings;
import org.passerelle.cli.options.JsonInput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "assess",
        description = {
            "Decides what happens to each category of data: JSON with lines, from --file.",
            "Without --file the pack's proposal is taken; see it with: request show NUMBER --proposal."
        })
final class RequestAssess extends RequestStep {
    @Mixin private JsonInput input = new JsonInput();

    RequestAssess(Surroundings surroundings) {
        super(surroundings, "assessment");
    }

    @Override
    void fill(Body body) {
        if (input.given()) {
            body.withAll(input.read(surroundings()));
        }
    }
}
