package org.passerelle.cli.command;

import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine.Command;

@Command(
        name = "waive",
        description =
                "Takes up commands that stopped because of the subject's other roles. Needs the role"
                        + " dpo.")
final class CommandWaive extends CommandDecision {
    CommandWaive(Surroundings surroundings) {
        super(surroundings, "waive", "/commands/waivers");
    }
}
