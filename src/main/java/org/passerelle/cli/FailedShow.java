package org.passerelle.cli;

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
    int act(Door door, Screen screen) {
        screen.thing(door.get("/failed/" + number));
        return Exit.DONE;
    }
}
