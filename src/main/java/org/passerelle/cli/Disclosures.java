package org.passerelle.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "disclosures",
        description = "Who received what of a subject, when, why and by which decisions.")
final class Disclosures extends Action {
    @Option(
            names = "--subject",
            paramLabel = "SUBJECT",
            required = true,
            description = "Pseudonym of the subject.")
    private String subject = "";

    Disclosures(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int act(Door door, Screen screen) {
        screen.page(
                door.get("/disclosures", Map.of("subject", subject)),
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
