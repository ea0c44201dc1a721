package org.passerelle.cli.backup;

import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import org.passerelle.cli.options.Confirming;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "replay",
        description =
                "Erases again, in our own store, whoever was erased since the backup. Needs the role"
                        + " dpo.")
final class RestoreReplay extends Action {
    @Mixin private Confirming confirming = new Confirming();

    RestoreReplay(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        var waiting = door.get("/restore").path("tombstonesToReplay").asInt();
        if (!confirming.confirmed(screen, "erase " + waiting + " learners again")) {
            return Exit.FINDINGS;
        }
        var answer = door.post("/restore/replay");
        screen.say(
                answer,
                "replayed "
                        + answer.path("replayed").asInt()
                        + " erasures; "
                        + (answer.path("mayPoll").asBoolean()
                                ? "polls go on"
                                : "the journal has a fork: passerelle restore accept-fork --reason"
                                        + " CODE --yes"));
        return Exit.DONE;
    }
}
