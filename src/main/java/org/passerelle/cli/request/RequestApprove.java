package org.passerelle.cli.request;

import org.jspecify.annotations.Nullable;
import org.passerelle.cli.frame.Body;
import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "approve",
        description = {
            "Allows what was assessed. An erasure needs another account than the one that assessed it.",
            "Needs the role dpo: give your own token."
        })
final class RequestApprove extends RequestDecision {
    @Option(
            names = "--cool-off-days",
            paramLabel = "N",
            description = "Fewer days for a change of mind, where the person asks for speed.")
    private @Nullable Integer days;

    RequestApprove(Surroundings surroundings) {
        super(surroundings, "approval", "approve");
    }

    @Override
    void fill(Body body) {
        body.ifGiven("coolOffDays", days);
    }
}
