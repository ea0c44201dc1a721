package org.passerelle.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "extend",
        description = "Two months more, once, if the person was told before the answer was due.")
final class RequestExtend extends RequestStep {
    @Option(
            names = "--reason",
            paramLabel = "CODE",
            required = true,
            description = "complexity or number-of-requests.")
    private String reason = "";

    @Option(names = "--decided-on", paramLabel = "DATE", description = "Today if absent.")
    private @Nullable LocalDate decidedOn;

    @Option(
            names = "--notified-on",
            paramLabel = "DATE",
            description = "The day the letter left; today if absent.")
    private @Nullable LocalDate notifiedOn;

    RequestExtend(Surroundings surroundings) {
        super(surroundings, "extension");
    }

    @Override
    void fill(ObjectNode body) {
        body.put("reason", reason);
        if (decidedOn != null) {
            body.put("decidedOn", decidedOn.toString());
        }
        if (notifiedOn != null) {
            body.put("notifiedOn", notifiedOn.toString());
        }
    }
}
