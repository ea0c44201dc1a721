package org.passerelle.cli.recipient;

import java.util.Map;
import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import org.passerelle.cli.frame.Table;
import org.passerelle.cli.options.SubjectOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "disclosures",
        description = "Who received what of a subject, when, why and by which decisions.")
final class Disclosures extends Action {
    @Mixin private SubjectOption subject = new SubjectOption();

    Disclosures(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        screen.page(
                door.get("/disclosures", Map.of("subject", subject.pseudonym())),
                new Table(
                        "AT=at",
                        "RECIPIENT=recipient",
                        "PURPOSE=purpose",
                        "FIELDS=fields",
                        "BY=actor",
                        "EXPORT=export",
                        "DECISIONS=decisions"),
                "nothing was disclosed");
        return Exit.DONE;
    }
}
