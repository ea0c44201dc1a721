package org.passerelle.cli.request;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.passerelle.cli.frame.Body;
import org.passerelle.cli.frame.Surroundings;
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
    void fill(Body body) {
        body.with("reason", reason)
                .ifGiven("decidedOn", decidedOn)
                .ifGiven("notifiedOn", notifiedOn);
    }
}
