package org.passerelle.cli.command;

import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine.Command;

@Command(
        name = "accept",
        description =
                "Closes erasures whose verification found what cannot be mended. Needs the role dpo.")
final class CommandAccept extends CommandDecision {
    CommandAccept(Surroundings surroundings) {
        super(surroundings, "accept", "/commands/acceptances");
    }
}
