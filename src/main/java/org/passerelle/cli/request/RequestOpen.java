package org.passerelle.cli.request;

import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import org.passerelle.cli.options.JsonInput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "open",
        description = {
            "Takes a request in: JSON with organisation, type, channel, receivedOn, applicant.",
            "Not as arguments: who asks would stand in the list of processes. Needs the role dpo."
        })
final class RequestOpen extends Action {
    @Mixin private JsonInput input = new JsonInput();

    RequestOpen(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        var answer = door.post("/requests", input.read(surroundings()));
        screen.say(
                answer,
                "opened request "
                        + answer.path("number").asLong()
                        + ", "
                        + answer.path("state").asText()
                        + ", due "
                        + answer.path("dueOn").asText()
                        + (answer.has("targetOn")
                                ? ", target " + answer.path("targetOn").asText()
                                : ""));
        return Exit.DONE;
    }
}
