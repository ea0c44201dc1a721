package org.passerelle.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "The pack that runs: version, digest, signature.")
final class PolicyShow extends Action {
    @Parameters(paramLabel = "ORGANISATION", description = "Key of the organisation.")
    private String organisation = "";

    PolicyShow(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int act(Door door, Screen screen) {
        screen.thing(door.get("/policy/" + organisation));
        return Exit.DONE;
    }
}
