package org.passerelle.cli;

import picocli.CommandLine.Command;

@Command(
        name = "approve",
        description = "Allows proposed commands. Needs the role dpo: give your own token.")
final class CommandsApprove extends Decision {
    CommandsApprove(Surroundings surroundings) {
        super(surroundings, "approve", "/commands/approvals");
    }
}
