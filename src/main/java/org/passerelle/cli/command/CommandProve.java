package org.passerelle.cli.command;

import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine.Command;

@Command(
        name = "prove",
        description =
                "Lets an erasure prove that deleting first works on a Moodle that cannot be asked to"
                        + " erase. Needs the role administrator or dpo.")
final class CommandProve extends CommandDecision {
    CommandProve(Surroundings surroundings) {
        super(surroundings, "prove", "/commands/proofs");
    }
}
