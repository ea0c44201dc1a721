package org.passerelle.cli.journal;

import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine.Command;

@Command(
        name = "checkpoint",
        description = "Signs what the journal is now and writes it to the second place.")
final class JournalCheckpoint extends Action {
    JournalCheckpoint(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        var answer = door.post("/journal/checkpoint");
        screen.say(
                answer,
                answer.has("number")
                        ? "checkpoint "
                                + answer.path("number").asText()
                                + " of places "
                                + answer.path("first").asText()
                                + " to "
                                + answer.path("last").asText()
                                + " lies in "
                                + answer.path("secondPlace").asText()
                        : answer.path("nothing").asText());
        return Exit.DONE;
    }
}
