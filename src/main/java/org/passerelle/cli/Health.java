package org.passerelle.cli;

import picocli.CommandLine.Command;

@Command(name = "health", description = "What waits for a person, in one answer.")
final class Health extends Action {
    Health(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int act(Door door, Screen screen) {
        screen.thing(door.get("/health"));
        return Exit.DONE;
    }
}
