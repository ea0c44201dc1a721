package org.passerelle.cli.command;

import org.passerelle.cli.frame.Body;
import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "reject", description = "Says no to commands. Needs the role dpo.")
final class CommandReject extends CommandDecision {
    @Option(
            names = "--reason",
            paramLabel = "CODE",
            required = true,
            description = "A short code such as learner-returned, without any name.")
    private String reason = "";

    CommandReject(Surroundings surroundings) {
        super(surroundings, "reject", "/commands/rejections");
    }

    @Override
    void fill(Body body) {
        body.with("reason", reason);
    }
}
