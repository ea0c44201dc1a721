package org.passerelle.moodle.mapping;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passerelle.learning.MappingTrial.Finding;
import org.passerelle.personaldata.PermanentFailure;
import org.passerelle.personaldata.RecordKind;

/** Reads a folder of mapping files and says everything that is wrong with it at once. */
public final class MappingFolder {
    private static final String ENDING = ".mapping.yaml";

    private final JsonSchema schema;

    /**
     * @param schemaFile {@code config/schemas/mapping.schema.json}
     */
    public MappingFolder(Path schemaFile) {
        try {
            this.schema =
                    JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                            .getSchema(new ObjectMapper().readTree(schemaFile.toFile()));
        } catch (IOException unreadable) {
            throw new Unusable(
                    "the schema " + schemaFile + " cannot be read; it is part of the distribution");
        }
    }

    /** Errors: a {@link PermanentFailure} that lists every finding. */
    public Mappings load(Path folder) {
        List<Finding> findings = new ArrayList<>();
        Mappings mappings = read(folder, findings);
        if (!findings.isEmpty()) {
            throw new Unusable(
                    findings.stream()
                            .map(
                                    found ->
                                            folder
                                                    + "/"
                                                    + found.file()
                                                    + ":"
                                                    + found.line()
                                                    + ": "
                                                    + found.what()
                                                    + "; "
                                                    + found.cure())
                            .collect(Collectors.joining(System.lineSeparator())));
        }
        return mappings;
    }

    Mappings read(Path folder, List<Finding> findings) {
        Map<RecordKind, Mapping> mappings = new HashMap<>();
        Map<RecordKind, String> files = new HashMap<>();
        for (Path file : files(folder, findings)) {
            String name = String.valueOf(file.getFileName());
            YamlDocument document = YamlDocument.read(file, findings);
            if (!fits(name, document, findings)) {
                continue;
            }
            Mapping mapping = MappingParser.parse(document.tree());
            String other = files.putIfAbsent(mapping.kind(), name);
            if (other != null) {
                findings.add(
                        new Finding(
                                name,
                                document.line("/kind"),
                                "kind " + mapping.kind() + " is also mapped by " + other,
                                "remove one of the two files "
                                        + other
                                        + " and "
                                        + name
                                        + ", or give one another kind"));
            }
            findings.addAll(new MappingLint(name, document, mapping).findings());
            mappings.put(mapping.kind(), mapping);
        }
        return new Mappings(mappings);
    }

    private List<Path> files(Path folder, List<Finding> findings) {
        try (Stream<Path> listed = Files.list(folder)) {
            List<Path> all = listed.sorted(Comparator.comparing(Path::toString)).toList();
            for (Path file : all) {
                String name = String.valueOf(file.getFileName());
                if (name.matches(".*\\.ya?ml") && !name.endsWith(ENDING)) {
                    findings.add(
                            new Finding(
                                    name,
                                    0,
                                    "is not read: its name does not end in " + ENDING,
                                    "rename it"));
                }
            }
            return all.stream().filter(file -> file.toString().endsWith(ENDING)).toList();
        } catch (IOException unreadable) {
            findings.add(
                    new Finding(
                            folder.toString(),
                            0,
                            "the folder cannot be read",
                            "check folders.mapping"));
            return List.of();
        }
    }

    private boolean fits(String name, YamlDocument document, List<Finding> findings) {
        if (document.tree().isEmpty()) {
            return false;
        }
        var wrong = schema.validate(document.tree());
        for (ValidationMessage message : wrong) {
            String pointer = pointer(message);
            findings.add(
                    new Finding(
                            name,
                            document.line(pointer),
                            text(message),
                            "see config/schemas/mapping.schema.json"));
        }
        return wrong.isEmpty();
    }

    private static String pointer(ValidationMessage message) {
        StringBuilder pointer = new StringBuilder();
        var path = message.getInstanceLocation();
        for (int i = 0; i < path.getNameCount(); i++) {
            pointer.append('/')
                    .append(
                            String.valueOf(path.getElement(i))
                                    .replace("~", "~0")
                                    .replace("/", "~1"));
        }
        return message.getProperty() == null
                ? pointer.toString()
                : pointer + "/" + message.getProperty();
    }

    private static String text(ValidationMessage message) {
        return message.getMessage().replaceFirst("^\\$\\.?", "");
    }

    /** The mapping files cannot be used. */
    static final class Unusable extends PermanentFailure {
        private static final long serialVersionUID = 1L;

        Unusable(String message) {
            super(message, null);
        }
    }
}
