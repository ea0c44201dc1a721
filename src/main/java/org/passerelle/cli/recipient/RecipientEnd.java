package org.passerelle.cli.recipient;

import java.time.LocalDate;
import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Body;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import org.passerelle.cli.options.OrganisationOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "end", description = "Sets the last day of a recipient. Needs the role dpo.")
final class RecipientEnd extends Action {
    @Parameters(paramLabel = "KEY", description = "Key of the recipient.")
    private String key = "";

    @Mixin private OrganisationOption organisation = new OrganisationOption();

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
    protected int act(Door door, Screen screen) {
        var answer =
                door.post(
                        "/recipients/"
                                + Door.encoded(organisation.key())
                                + "/"
                                + Door.encoded(key)
                                + "/end",
                        new Body().with("on", on));
        screen.say(
                answer,
                "recipient "
                        + answer.path("key").asText()
                        + " ends on "
                        + answer.path("until").asText());
        return Exit.DONE;
    }
}
