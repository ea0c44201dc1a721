package org.passerelle.cli.export;

import java.util.ArrayList;
import java.util.List;
import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Body;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import org.passerelle.cli.options.OrganisationOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "make",
        description = {
            "Exports records, for members of the import/export group with the role exporter.",
            "One about many subjects waits for a second person: then fetch it later."
        })
final class ExportMake extends Action {
    @Mixin private OrganisationOption organisation = new OrganisationOption();

    @Option(
            names = "--platform",
            paramLabel = "KEY",
            description = "Needed where the organisation has several.")
    private String platform = "";

    @Option(
            names = "--recipient",
            paramLabel = "KEY",
            required = true,
            description = "Key of a registered recipient.")
    private String recipient = "";

    @Option(
            names = "--purpose",
            paramLabel = "KEY",
            required = true,
            description = "Key of a purpose of the pack.")
    private String purpose = "";

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            required = true,
            description = "Kind of record, such as grade; may be repeated.")
    private List<String> kinds = new ArrayList<>();

    @Option(
            names = "--field",
            paramLabel = "FIELD",
            required = true,
            description = "Field of it, such as gradeRaw; may be repeated.")
    private List<String> fields = new ArrayList<>();

    @Option(names = "--course", paramLabel = "ID", description = "Only this course; repeatable.")
    private List<Long> courses = new ArrayList<>();

    @Option(
            names = "--legal-text",
            paramLabel = "TEXT",
            description = "What obliges to disclose, where the recipient needs one.")
    private String legalText = "";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "csv, csv-bom, jsonl or xlsx; csv if absent.")
    private String format = "csv";

    @Mixin private ExportContent content = new ExportContent();

    ExportMake(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        var export = door.post("/exports", body());
        long number = export.path("number").asLong();
        if (export.path("state").asText().equals("waiting")) {
            screen.remark(
                    "export "
                            + number
                            + " is about "
                            + export.path("subjectsExpected").asLong()
                            + " subjects and waits for a second person (passerelle export approve "
                            + number
                            + "); then: passerelle export fetch "
                            + number);
            return Exit.FINDINGS;
        }
        return content.fetch(door, screen, surroundings().output(), number);
    }

    private Body body() {
        return new Body()
                .with("organisation", organisation.key())
                .with("recipient", recipient)
                .with("purpose", purpose)
                .with("format", format)
                .ifGiven("platform", platform)
                .ifGiven("legalText", legalText)
                .ifGiven("kinds", kinds)
                .ifGiven("fields", fields)
                .ifGiven("courses", courses);
    }
}
