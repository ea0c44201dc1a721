package org.passerelle.cli;

import java.time.LocalDate;
import org.passerelle.messages.MessageCodec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "place-wide",
        description =
                "Keeps everybody of an organisation, or of one course, from being erased. Needs the"
                        + " role dpo.")
final class HoldPlaceWide extends Action {
    @Option(
            names = "--organisation",
            paramLabel = "KEY",
            required = true,
            description = "Whose learners.")
    private String organisation = "";

    @Option(
            names = "--platform",
            paramLabel = "KEY",
            description = "Of the course; the whole organisation if absent.")
    private String platform = "";

    @Option(names = "--course", paramLabel = "NUMBER", description = "Its number there.")
    private long course;

    @Option(
            names = "--reason",
            paramLabel = "CODE",
            required = true,
            description = "The motive: a code such as audit-2027, without any name.")
    private String reason = "";

    @Option(names = "--until", paramLabel = "DATE", required = true, description = "Its last day.")
    private LocalDate until = LocalDate.MIN;

    HoldPlaceWide(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int act(Door door, Screen screen) {
        var body =
                MessageCodec.json()
                        .createObjectNode()
                        .put("organisation", organisation)
                        .put("reason", reason)
                        .put("until", until.toString());
        if (!platform.isBlank()) {
            body.put("platform", platform);
        }
        if (course > 0) {
            body.put("course", course);
        }
        var answer = door.post("/wide-holds", body);
        screen.say(answer, "placed wide hold " + answer.path("number").asLong());
        return Exit.DONE;
    }
}
