package org.passerelle.cli.export;

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

@Command(
        name = "name",
        description =
                "Names somebody who may export and import, or gives a member a new review date. Needs"
                        + " the role dpo; nobody names himself.")
final class ExportGroupName extends Action {
    @Parameters(paramLabel = "ACCOUNT", description = "Name of the person's account.")
    private String account = "";

    @Mixin private OrganisationOption organisation = new OrganisationOption();

    @Option(
            names = "--signed-on",
            paramLabel = "DATE",
            required = true,
            description = "When the promise of confidentiality was signed.")
    private LocalDate signedOn = LocalDate.MIN;

    @Option(
            names = "--review-on",
            paramLabel = "DATE",
            required = true,
            description = "Last day before somebody has to look again; within a year.")
    private LocalDate reviewOn = LocalDate.MIN;

    ExportGroupName(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        var answer =
                door.post(
                        "/export-group",
                        new Body()
                                .with("organisation", organisation.key())
                                .with("account", account)
                                .with("signedOn", signedOn)
                                .with("reviewOn", reviewOn));
        screen.say(
                answer,
                answer.path("account").asText()
                        + " may export and import until "
                        + answer.path("reviewOn").asText());
        return Exit.DONE;
    }
}
