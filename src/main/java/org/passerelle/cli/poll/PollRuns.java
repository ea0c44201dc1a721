package org.passerelle.cli.poll;

import java.util.Map;
import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import org.passerelle.cli.frame.Table;
import org.passerelle.cli.options.Paging;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "runs",
        description = "The newest poll runs of a platform; held ones wait for a person.")
final class PollRuns extends Action {
    @Parameters(paramLabel = "PLATFORM", description = "Key of the platform.")
    private String platform = "";

    @Option(names = "--held", description = "Only those that wait for a decision.")
    private boolean held;

    @Mixin private Paging paging = new Paging();

    PollRuns(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        screen.page(
                door.get(
                        "/platforms/" + Door.encoded(platform) + "/runs",
                        paging.query(Map.of("state", held ? "held" : ""))),
                new Table(
                        "RUN=number",
                        "KIND=kind",
                        "STATE=state",
                        "VERDICT=verdict",
                        "READ=read",
                        "NEW=added",
                        "CHANGED=changed",
                        "GONE=gone",
                        "ENDED=endedAt",
                        "HELD FOR=hold.cause",
                        "REASONS=reasons"),
                held ? "no run waits for a decision" : "no runs yet");
        return Exit.DONE;
    }
}
