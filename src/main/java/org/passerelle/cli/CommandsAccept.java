package org.passerelle.cli;

import picocli.CommandLine.Command;

@Command(
        name = "accept",
        description =
                "Closes erasures whose verification found what cannot be mended. Needs the role dpo.")
final class CommandsAccept extends Decision {
    CommandsAccept(Surroundings surroundings) {
        super(surroundings, "accept", "/commands/acceptances");
    }
}
