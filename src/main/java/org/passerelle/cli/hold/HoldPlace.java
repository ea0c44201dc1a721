package org.passerelle.cli.hold;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Body;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
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
    protected int act(Door door, Screen screen) {
        var body =
                new Body()
                        .with("subject", subject)
                        .with("kind", kind)
                        .with("reason", reason)
                        .ifGiven("until", until);
        var answer = door.post("/holds", body);
        screen.say(answer, "placed hold " + answer.path("number").asLong());
        return Exit.DONE;
    }
}
