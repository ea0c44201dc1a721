package org.passerelle.cli.retention;

import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import org.passerelle.cli.options.JsonArgument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "add",
        description = {
            "Tells one fact: JSON of config/schemas/fact.schema.json, from a file or standard input.",
            "Not as arguments: the learner's number would stand in the list of processes."
        })
final class FactAdd extends Action {
    @Mixin private JsonArgument input = new JsonArgument();

    FactAdd(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        var answer =
                door.post(
                        "/facts",
                        input.read(
                                surroundings(), "one object of config/schemas/fact.schema.json"));
        screen.say(
                answer,
                switch (answer.path("result").asText()) {
                    case "accepted" -> "accepted for subject " + answer.path("subject").asText();
                    case "pending" ->
                            "pending ("
                                    + answer.path("why").asText()
                                    + "), kept until "
                                    + answer.path("until").asText();
                    default -> "already known; nothing changed";
                });
        return Exit.DONE;
    }
}
