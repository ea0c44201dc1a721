package org.passerelle.cli.poll;

import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import org.passerelle.cli.options.Confirming;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "release",
        description =
                "Says that a held run is right, so that what it missed may be concluded to be gone.")
final class PollRelease extends Action {
    @Mixin private Confirming confirming = new Confirming();

    @Parameters(paramLabel = "RUN", description = "Number of the run.")
    private long run;

    @Option(names = "--reject", description = "Says the opposite: nothing is concluded from it.")
    private boolean reject;

    PollRelease(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        if (!confirming.confirmed(screen, (reject ? "reject" : "release") + " run " + run)) {
            screen.thing(door.get("/runs/" + run));
            return Exit.FINDINGS;
        }
        var answer = door.post("/runs/" + run + (reject ? "/rejection" : "/release"));
        screen.say(answer, (reject ? "rejected" : "released") + " run " + run);
        return Exit.DONE;
    }
}
