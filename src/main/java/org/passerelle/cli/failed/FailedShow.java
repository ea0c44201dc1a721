package org.passerelle.cli.failed;

import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "One failed message; every value of its body is masked.")
final class FailedShow extends Action {
    @Parameters(paramLabel = "NUMBER", description = "Number of the failed message.")
    private long number;

    FailedShow(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        screen.thing(door.get("/failed/" + number));
        return Exit.DONE;
    }
}
