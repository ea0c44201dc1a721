package org.passerelle.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.passerelle.messages.MessageCodec;
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
    private final Surroundings surroundings;

    @Option(names = "--organisation", paramLabel = "KEY", required = true)
    private String organisation = "";

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
        this.surroundings = surroundings;
    }

    @Override
    int act(Door door, Screen screen) {
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
        return content.fetch(door, screen, surroundings.output(), number);
    }

    private ObjectNode body() {
        var body =
                MessageCodec.json()
                        .createObjectNode()
                        .put("organisation", organisation)
                        .put("recipient", recipient)
                        .put("purpose", purpose)
                        .put("format", format);
        if (!platform.isEmpty()) {
            body.put("platform", platform);
        }
        if (!legalText.isEmpty()) {
            body.put("legalText", legalText);
        }
        kinds.forEach(kind -> body.withArray("kinds").add(kind));
        fields.forEach(field -> body.withArray("fields").add(field));
        courses.forEach(course -> body.withArray("courses").add(course));
        return body;
    }
}
