package org.passerelle.cli;

import java.time.LocalDate;
import org.passerelle.messages.MessageCodec;
import picocli.CommandLine.Command;
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

    @Option(names = "--organisation", paramLabel = "KEY", required = true)
    private String organisation = "";

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
    int act(Door door, Screen screen) {
        var answer =
                door.post(
                        "/export-group",
                        MessageCodec.json()
                                .createObjectNode()
                                .put("organisation", organisation)
                                .put("account", account)
                                .put("signedOn", signedOn.toString())
                                .put("reviewOn", reviewOn.toString()));
        screen.say(
                answer,
                answer.path("account").asText()
                        + " may export and import until "
                        + answer.path("reviewOn").asText());
        return Exit.DONE;
    }
}
