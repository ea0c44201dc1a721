package org.passerelle.cli.failed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Body;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.NotReachable;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "replay",
        description = {
            "Sends failed messages again: 1, then 5, 25, 125 … at a time, as long as all goes well.",
            "The policy is asked again for each; its no closes the message with a reason."
        })
final class FailedReplay extends Action {
    @Parameters(paramLabel = "NUMBER", arity = "0..*", description = "Numbers of failed messages.")
    private List<Long> numbers = new ArrayList<>();

    @Option(
            names = "--group",
            paramLabel = "KEY",
            description = "All unresolved messages of one cause.")
    private String group = "";

    @Option(names = "--pace", paramLabel = "PACE", description = "ramp or one-by-one.")
    private String pace = "ramp";

    @Option(
            names = "--superseded-too",
            description = "Send also what a newer message has made useless.")
    private boolean supersededToo;

    @Option(names = "--no-wait", description = "Do not wait for the end of the replay.")
    private boolean noWait;

    FailedReplay(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        var order = new Body();
        if (group.isBlank()) {
            order.with("numbers", numbers);
        } else {
            order.with("group", group);
        }
        order.with("pace", pace).with("skipSuperseded", !supersededToo);
        var replay = door.post("/failed/replays", order);
        while (!noWait && isMoving(replay)) {
            screen.remark(progress(replay));
            pause();
            replay = door.get("/failed/replays/" + replay.path("number").asLong());
        }
        screen.say(replay, progress(replay));
        return replay.path("state").asText().equals("stopped") || replay.path("failed").asLong() > 0
                ? Exit.FINDINGS
                : Exit.DONE;
    }

    private static boolean isMoving(JsonNode replay) {
        return replay.path("state").asText().equals("running")
                || replay.path("underWay").asLong() > 0;
    }

    private static String progress(JsonNode replay) {
        var line =
                "replay "
                        + replay.path("number").asLong()
                        + " "
                        + replay.path("state").asText()
                        + ": "
                        + replay.path("resolved").asLong()
                        + " resolved, "
                        + replay.path("underWay").asLong()
                        + " under way, "
                        + replay.path("waiting").asLong()
                        + " waiting, "
                        + replay.path("failed").asLong()
                        + " failed again, "
                        + replay.path("unanswered").asLong()
                        + " without an answer";
        return replay.has("reason") ? line + " (" + replay.path("reason").asText() + ")" : line;
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotReachable("interrupted; the replay goes on", e);
        }
    }
}
