package org.passerelle.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "clarify", description = "Adds what was missing: JSON with applicant.")
final class RequestClarify extends RequestStep {
    private final Surroundings surroundings;

    @Mixin private JsonInput input = new JsonInput();

    RequestClarify(Surroundings surroundings) {
        super(surroundings, "clarifications");
        this.surroundings = surroundings;
    }

    @Override
    void fill(ObjectNode body) {
        input.read(surroundings)
                .properties()
                .forEach(one -> body.set(one.getKey(), one.getValue()));
    }
}
