package org.passerelle.cli;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.passerelle.messages.MessageCodec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "accept", description = "Bears a finding until a day; it stays listed. Role dpo.")
final class PolicyAccept extends Action {
    @Parameters(paramLabel = "ORGANISATION", description = "Key of the organisation.")
    private String organisation = "";

    @Option(
            names = "--code",
            paramLabel = "CODE",
            required = true,
            description = "As policy lint prints it, such as several-addresses.")
    private String code = "";

    @Option(
            names = "--row",
            paramLabel = "ROW",
            required = true,
            description = "File and row, such as retention/learner-file.")
    private String row = "";

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "Why it may stay for now, without any name.")
    private String reason = "";

    @Option(
            names = "--until",
            paramLabel = "DATE",
            required = true,
            description = "The last day, at most a year from now.")
    private @Nullable LocalDate until;

    PolicyAccept(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int act(Door door, Screen screen) {
        var body =
                MessageCodec.json()
                        .createObjectNode()
                        .put("code", code)
                        .put("row", row)
                        .put("reason", reason)
                        .put("until", String.valueOf(until));
        var answer = door.post("/policy/" + organisation + "/acceptances", body);
        screen.say(
                answer,
                "accepted " + code + " of " + row + "; counts " + answer.path("counts").asText());
        return Exit.DONE;
    }
}
