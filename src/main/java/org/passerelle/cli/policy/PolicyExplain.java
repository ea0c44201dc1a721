package org.passerelle.cli.policy;

import java.util.ArrayList;
import java.util.List;
import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Body;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import org.passerelle.cli.options.SubjectOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "explain",
        description = "Asks whether something might be done with a person's data, and why.")
final class PolicyExplain extends Action {
    @Mixin private SubjectOption subject = new SubjectOption();

    @Option(
            names = "--purpose",
            paramLabel = "KEY",
            required = true,
            description = "A purpose of the pack.")
    private String purpose = "";

    @Option(
            names = "--recipient",
            paramLabel = "KEY",
            defaultValue = "bridge",
            description = "A recipient of the pack; the bridge itself if absent.")
    private String recipient = "";

    @Option(
            names = "--operation",
            paramLabel = "WORD",
            defaultValue = "read",
            description = "read, export, transfer, command …; read if absent.")
    private String operation = "";

    @Option(
            names = "--field",
            paramLabel = "NAME",
            description = "A field of the mapping files; repeat it. All of them if absent.")
    private List<String> fields = new ArrayList<>();

    @Option(
            names = "--course",
            paramLabel = "TIE",
            defaultValue = "none",
            description = "own, other or none: whether the recipient teaches the course.")
    private String course = "";

    @Option(names = "--export-group", description = "As a named member of the export group.")
    private boolean exportGroup;

    @Option(
            names = "--legal-text",
            paramLabel = "REFERENCE",
            defaultValue = "",
            description = "The text or request that obliges, such as R6313-3.")
    private String legalText = "";

    @Option(
            names = "--motive",
            paramLabel = "CODE",
            defaultValue = "",
            description = "Why an archive is read, such as funder-control.")
    private String motive = "";

    PolicyExplain(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        var body =
                new Body()
                        .with("subject", subject.pseudonym())
                        .with("purpose", purpose)
                        .with("recipient", recipient)
                        .with("operation", operation)
                        .with("course", course)
                        .with("exportGroup", exportGroup)
                        .with("fields", fields)
                        .ifGiven("legalText", legalText)
                        .ifGiven("motive", motive);
        screen.thing(door.post("/decisions", body));
        return Exit.DONE;
    }
}
