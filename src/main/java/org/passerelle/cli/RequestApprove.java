package org.passerelle.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "approve",
        description = {
            "Allows what was assessed. An erasure needs another account than the one that assessed it.",
            "Needs the role dpo: give your own token."
        })
final class RequestApprove extends RequestStep {
    @Mixin private Confirming confirming = new Confirming();

    @Option(
            names = "--cool-off-days",
            paramLabel = "N",
            description = "Fewer days for a change of mind, where the person asks for speed.")
    private @Nullable Integer days;

    RequestApprove(Surroundings surroundings) {
        super(surroundings, "approval");
    }

    @Override
    boolean confirmed(Screen screen, long request) {
        return confirming.confirmed(screen, "approve request " + request);
    }

    @Override
    void fill(ObjectNode body) {
        if (days != null) {
            body.put("coolOffDays", days);
        }
    }
}
