package org.passerelle.cli;

import picocli.CommandLine.Command;

@Command(
        name = "waive",
        description =
                "Takes up commands that stopped because of the subject's other roles. Needs the role"
                        + " dpo.")
final class CommandsWaive extends Decision {
    CommandsWaive(Surroundings surroundings) {
        super(surroundings, "waive", "/commands/waivers");
    }
}
