package org.passerelle.cli.poll;

import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Body;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import org.passerelle.cli.frame.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "now", description = "Plans one round of a poll now.")
final class PollNow extends Action {
    @Parameters(index = "0", paramLabel = "PLATFORM", description = "Key of the platform.")
    private String platform = "";

    @Parameters(
            index = "1",
            paramLabel = "POLL",
            description = "A key of polls: in organisation.yaml; without -full only what moved.")
    private String poll = "";

    PollNow(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        var answer =
                door.post(
                        "/platforms/" + Door.encoded(platform) + "/polls",
                        new Body().with("poll", poll));
        screen.say(answer, "planned runs " + Table.text(answer.path("runs")));
        return Exit.DONE;
    }
}
