package org.passerelle.cli.policy;

import java.util.Map;
import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import org.passerelle.cli.frame.Table;
import org.passerelle.cli.options.Paging;
import org.passerelle.cli.options.SubjectOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "decisions",
        description =
                "What was decided about a subject: commands, replays, requests, archive readings.")
final class PolicyDecisions extends Action {
    @Mixin private SubjectOption subject = new SubjectOption();

    @Mixin private Paging paging = new Paging();

    PolicyDecisions(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        screen.page(
                door.get("/decisions", paging.query(Map.of("subject", subject.pseudonym()))),
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
