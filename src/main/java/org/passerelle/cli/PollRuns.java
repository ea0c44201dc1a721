package org.passerelle.cli;

import java.util.Map;
import picocli.CommandLine.Command;
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

    @Option(names = "--limit", paramLabel = "N", description = "Lines, at most 500.")
    private int limit = 50;

    PollRuns(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int act(Door door, Screen screen) {
        screen.page(
                door.get(
                        "/platforms/" + Door.encoded(platform) + "/runs",
                        Map.of("limit", Integer.toString(limit), "state", held ? "held" : "")),
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
