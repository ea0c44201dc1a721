package org.passerelle.cli.command;

import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine.Command;

@Command(
        name = "approve",
        description = "Allows proposed commands. Needs the role dpo: give your own token.")
final class CommandApprove extends CommandDecision {
    CommandApprove(Surroundings surroundings) {
        super(surroundings, "approve", "/commands/approvals");
    }
}
