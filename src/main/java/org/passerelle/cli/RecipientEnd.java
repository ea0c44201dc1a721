package org.passerelle.cli;

import java.time.LocalDate;
import org.passerelle.messages.MessageCodec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "end", description = "Sets the last day of a recipient. Needs the role dpo.")
final class RecipientEnd extends Action {
    @Parameters(paramLabel = "KEY", description = "Key of the recipient.")
    private String key = "";

    @Option(names = "--organisation", paramLabel = "KEY", required = true)
    private String organisation = "";

    @Option(
            names = "--on",
            paramLabel = "DATE",
            required = true,
            description = "Its last day, today or later.")
    private LocalDate on = LocalDate.MIN;

    RecipientEnd(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int act(Door door, Screen screen) {
        var answer =
                door.post(
                        "/recipients/"
                                + Door.encoded(organisation)
                                + "/"
                                + Door.encoded(key)
                                + "/end",
                        MessageCodec.json().createObjectNode().put("on", on.toString()));
        screen.say(
                answer,
                "recipient "
                        + answer.path("key").asText()
                        + " ends on "
                        + answer.path("until").asText());
        return Exit.DONE;
    }
}
