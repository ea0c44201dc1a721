package org.passerelle.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "decisions",
        description =
                "What was decided about a subject: commands, replays, requests, archive readings.")
final class PolicyDecisions extends Action {
    @Option(
            names = "--subject",
            paramLabel = "PSEUDONYM",
            required = true,
            description = "Pseudonym of the subject.")
    private String subject = "";

    @Option(
            names = "--after",
            paramLabel = "NUMBER",
            defaultValue = "0",
            description = "Only decisions after this one; for the next page.")
    private long after;

    PolicyDecisions(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int act(Door door, Screen screen) {
        screen.page(
                door.get("/decisions", Map.of("subject", subject, "after", String.valueOf(after))),
                new Table(
                        "NUMBER=number",
                        "AT=decidedAt",
                        "ABOUT=about",
                        "REFERENCE=reference",
                        "DECISION=decision",
                        "PACK=packVersion",
                        "BY=actor"),
                "nothing was decided about this subject");
        return Exit.DONE;
    }
}
