package org.passerelle.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "reject", description = "Says no to commands. Needs the role dpo.")
final class CommandsReject extends Decision {
    @Option(
            names = "--reason",
            paramLabel = "CODE",
            required = true,
            description = "A short code such as learner-returned, without any name.")
    private String reason = "";

    CommandsReject(Surroundings surroundings) {
        super(surroundings, "reject", "/commands/rejections");
    }

    @Override
    Map<String, String> more() {
        return Map.of("reason", reason);
    }
}
