package org.passerelle.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "assess",
        description = {
            "Decides what happens to each category of data: JSON with lines, from --file.",
            "Without --file the pack's proposal is taken; see it with: request show NUMBER --proposal."
        })
final class RequestAssess extends RequestStep {
    private final Surroundings surroundings;

    @Mixin private JsonInput input = new JsonInput();

    RequestAssess(Surroundings surroundings) {
        super(surroundings, "assessment");
        this.surroundings = surroundings;
    }

    @Override
    void fill(ObjectNode body) {
        if (input.given()) {
            input.read(surroundings)
                    .properties()
                    .forEach(one -> body.set(one.getKey(), one.getValue()));
        }
    }
}
