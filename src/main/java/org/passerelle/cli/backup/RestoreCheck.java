package org.passerelle.cli.backup;

import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine.Command;

@Command(
        name = "check",
        description =
                "Says whether our own store was restored, and what has to be done before anything is"
                        + " polled. Exit code 1 while something has.")
final class RestoreCheck extends Action {
    RestoreCheck(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        var state = door.get("/restore");
        screen.thing(state);
        if (state.path("mayPoll").asBoolean()) {
            return Exit.DONE;
        }
        if (state.path("tombstonesToReplay").asInt() > 0 || state.has("restoredFrom")) {
            screen.remark("next: passerelle restore replay --yes");
        } else {
            screen.remark("next: passerelle restore accept-fork --reason CODE --yes");
        }
        return Exit.FINDINGS;
    }
}
