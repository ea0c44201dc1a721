package org.passerelle.cli.command;

import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine.Command;

@Command(name = "resume", description = "Takes up commands that waited for a person.")
final class CommandResume extends CommandDecision {
    CommandResume(Surroundings surroundings) {
        super(surroundings, "resume", "/commands/resumptions");
    }
}
