package org.passerelle.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin private Paging paging = new Paging();

    PolicyDecisions(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int act(Door door, Screen screen) {
        var query = paging.query();
        query.put("subject", subject);
        screen.page(
                door.get("/decisions", query),
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
