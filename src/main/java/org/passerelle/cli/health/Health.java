package org.passerelle.cli.health;

import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine.Command;

@Command(name = "health", description = "What waits for a person, in one answer.")
final class Health extends Action {
    Health(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        screen.thing(door.get("/health"));
        return Exit.DONE;
    }
}
