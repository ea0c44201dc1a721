package org.passerelle.cli.command;

import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine.Command;

@Command(
        name = "release",
        description = "Lets go approved commands that the daily brake holds. Needs the role dpo.")
final class CommandRelease extends CommandDecision {
    CommandRelease(Surroundings surroundings) {
        super(surroundings, "release", "/commands/releases");
    }
}
