package org.passerelle.cli;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.passerelle.messages.MessageCodec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "place", description = "Keeps a subject from being erased. Needs the role dpo.")
final class HoldPlace extends Action {
    @Parameters(paramLabel = "SUBJECT", description = "Pseudonym of the subject.")
    private String subject = "";

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            required = true,
            description = "legal-hold or restriction.")
    private String kind = "";

    @Option(
            names = "--reason",
            paramLabel = "CODE",
            required = true,
            description = "A code such as claim-open, without any name.")
    private String reason = "";

    @Option(
            names = "--until",
            paramLabel = "DATE",
            description =
                    "Its last day. A legal hold needs one; a restriction stands until lifted if absent.")
    private @Nullable LocalDate until;

    HoldPlace(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int act(Door door, Screen screen) {
        var body =
                MessageCodec.json()
                        .createObjectNode()
                        .put("subject", subject)
                        .put("kind", kind)
                        .put("reason", reason);
        if (until != null) {
            body.put("until", until.toString());
        }
        var answer = door.post("/holds", body);
        screen.say(answer, "placed hold " + answer.path("number").asLong());
        return Exit.DONE;
    }
}
