package org.passerelle.cli.journal;

import com.fasterxml.jackson.databind.JsonNode;
import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine.Command;

@Command(
        name = "hygiene",
        description =
                "Looks for names, addresses and tokens on queues, in failed messages, logs, metrics and"
                        + " alerts. 1 when one stands in clear.")
final class JournalHygiene extends Action {
    JournalHygiene(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        var answer = door.post("/journal/hygiene");
        if (screen.json()) {
            screen.raw(answer);
        } else {
            answer.path("leaks")
                    .forEach(
                            leak ->
                                    screen.remark(
                                            leak.path("what").asText()
                                                    + " in "
                                                    + leak.path("place").asText()
                                                    + ", "
                                                    + leak.path("times").asText()
                                                    + " times"));
            screen.say(answer, summary(answer));
        }
        return answer.path("clean").asBoolean() ? Exit.DONE : Exit.FINDINGS;
    }

    /** Whose text it is cannot be told, so that an officer of one organisation hears yes or no. */
    private static String summary(JsonNode answer) {
        if (answer.has("texts")) {
            return answer.path("texts").asText()
                    + " texts read, "
                    + answer.path("leaks").size()
                    + " leaks";
        }
        return answer.path("clean").asBoolean()
                ? "clean: nobody known stands in clear where only pseudonyms may"
                : "NOT CLEAN: somebody stands in clear; whoever serves all organisations sees where";
    }
}
