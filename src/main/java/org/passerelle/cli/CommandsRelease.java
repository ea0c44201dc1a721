package org.passerelle.cli;

import picocli.CommandLine.Command;

@Command(
        name = "release",
        description = "Lets go approved commands that the daily brake holds. Needs the role dpo.")
final class CommandsRelease extends Decision {
    CommandsRelease(Surroundings surroundings) {
        super(surroundings, "release", "/commands/releases");
    }
}
