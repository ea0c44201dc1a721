package org.passerelle.cli;

import picocli.CommandLine.Command;

@Command(name = "resume", description = "Takes up commands that waited for a person.")
final class CommandsResume extends Decision {
    CommandsResume(Surroundings surroundings) {
        super(surroundings, "resume", "/commands/resumptions");
    }
}
