package org.passerelle.cli.health;

import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "acknowledge", description = "Says that you took note; the alert is closed.")
final class AlertAcknowledge extends Action {
    @Parameters(paramLabel = "NUMBER", description = "Number of the alert.")
    private long number;

    AlertAcknowledge(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        screen.say(
                door.post("/alerts/" + number + "/acknowledgement"),
                "acknowledged alert " + number);
        return Exit.DONE;
    }
}
