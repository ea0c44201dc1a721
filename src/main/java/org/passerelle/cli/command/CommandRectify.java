package org.passerelle.cli.command;

import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Body;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import org.passerelle.cli.options.JsonArgument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "rectify",
        description = {
            "Proposes to correct what the platform holds of a learner; a data-protection officer approves it.",
            "The values come from a file or standard input, as JSON: {\"city\": \"…\"}. Not as arguments: they would stand in the list of processes."
        })
final class CommandRectify extends Action {
    @Parameters(index = "0", paramLabel = "SUBJECT", description = "The learner's pseudonym.")
    private String subject = "";

    @Mixin private JsonArgument input = new JsonArgument();

    CommandRectify(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        var fields = input.read(surroundings(), "one object such as {\"city\": \"Besançon\"}");
        var body = new Body().with("subject", subject).with("fields", fields);
        var answer = door.post("/commands/rectifications", body);
        return Proposed.tell(screen, answer);
    }
}
