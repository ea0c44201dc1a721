package org.passerelle.cli.journal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine.Command;

@Command(
        name = "verify",
        description = "Reads the whole journal: is it intact, is it complete? 1 when it is not.")
final class JournalVerify extends Action {
    JournalVerify(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        var answer = door.post("/journal/verification");
        if (screen.json()) {
            screen.raw(answer);
        } else {
            tell(answer, screen);
        }
        return answer.path("faultsInAll").asLong() == 0 ? Exit.DONE : Exit.FINDINGS;
    }

    private static void tell(JsonNode answer, Screen screen) {
        var lines = new ArrayList<String>();
        answer.path("faults")
                .forEach(
                        fault ->
                                lines.add(
                                        fault.path("kind").asText()
                                                + " at place "
                                                + fault.path("place").asText()
                                                + ": "
                                                + fault.path("what").asText()));
        if (answer.has("entries")) {
            lines.add(
                    answer.path("entries").asText()
                            + " entries, places "
                            + answer.path("first").asText()
                            + " to "
                            + answer.path("last").asText());
        }
        lines.add(
                answer.path("intact").asBoolean()
                        ? "intact: what is there was written so, there"
                        : "NOT INTACT");
        lines.add(answer.path("complete").asBoolean() ? complete(answer) : "NOT COMPLETE");
        screen.lines(lines);
        if (!answer.path("advice").asText().isEmpty()) {
            screen.remark("warning: " + answer.path("advice").asText());
        }
    }

    private static String complete(JsonNode answer) {
        return answer.has("checkpoints")
                ? "complete: "
                        + answer.path("checkpoints").asText()
                        + " checkpoints of the second place prove it up to place "
                        + answer.path("provedUpTo").asText()
                : "complete: the checkpoints of the second place prove it";
    }
}
