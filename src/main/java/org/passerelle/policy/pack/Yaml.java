package org.passerelle.policy.pack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.serialization.node.LocationJsonNodeFactoryFactory;
import com.networknt.schema.utils.JsonNodes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads YAML files with line numbers and holds them against the schemas of one folder. */
final class Yaml {
    /** A pack is written by hand; what is larger is not one. */
    private static final long MOST_BYTES = 1_000_000;

    /** {@code NO} is a country here, not a boolean. */
    private static final ObjectMapper YAML =
            YAMLMapper.builder(
                            YAMLFactory.builder()
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
                    .build();

    private static final SchemaValidatorsConfig ENGLISH =
            SchemaValidatorsConfig.builder().locale(Locale.ENGLISH).build();

    private final Path schemas;
    private final Findings findings;
    private final Map<String, JsonSchema> loaded = new HashMap<>();

    Yaml(Path schemas, Findings findings) {
        this.schemas = schemas;
        this.findings = findings;
    }

    /** Empty when the file is wrong; what is wrong is among the findings. */
    Optional<Row> read(Path file, String schema) {
        return parse(file)
                .filter(node -> fits(file, node, schema))
                .map(node -> new Row(file, node));
    }

    private Optional<JsonNode> parse(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                findings.invalid(file, 0, "is larger than 1 MB", "a policy file is a short text");
                return Optional.empty();
            }
            var node = located(Files.readString(file));
            if (!node.isObject()) {
                findings.invalid(file, 0, "is empty or no mapping", "write key: value lines");
                return Optional.empty();
            }
            return Optional.of(node);
        } catch (CharacterCodingException e) {
            findings.invalid(file, 0, "is not UTF-8", "save it as UTF-8");
            return Optional.empty();
        } catch (IOException e) {
            return unparsed(file, e);
        }
    }

    /** The library wraps what the parser throws. */
    private static JsonNode located(String text) throws IOException {
        try {
            return JsonNodes.readTree(YAML, text, LocationJsonNodeFactoryFactory.getInstance());
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw e.getCause() instanceof IOException parsing ? parsing : new IOException(e);
        }
    }

    private Optional<JsonNode> unparsed(Path file, IOException failure) {
        if (failure instanceof JsonProcessingException yaml) {
            int line = yaml.getLocation() == null ? 0 : yaml.getLocation().getLineNr();
            var what = yaml.getOriginalMessage().lines().findFirst().orElse("");
            findings.invalid(
                    file, line, "cannot be read as YAML: " + what, "mend that line and try again");
        } else {
            findings.invalid(file, 0, "cannot be read", "check that it exists and its permissions");
        }
        return Optional.empty();
    }

    private boolean fits(Path file, JsonNode node, String schema) {
        var form = loaded.computeIfAbsent(schema, this::load);
        var messages = form.validate(node);
        for (ValidationMessage message : messages) {
            var at = message.getInstanceNode();
            int line = at == null ? 0 : Row.lineOf(at);
            findings.invalid(file, line, message.getMessage(), cure(message, form, schema));
        }
        return messages.isEmpty();
    }

    private static String cure(ValidationMessage message, JsonSchema schema, String name) {
        var start =
                switch (message.getType()) {
                    case "required" -> "add it";
                    case "additionalProperties", "unevaluatedProperties" ->
                            "remove it or correct its spelling";
                    default -> "correct the value" + expected(message, schema);
                };
        return start + "; the form is config/schemas/" + name;
    }

    /** What the schema says of the value in words, where it says anything. */
    private static String expected(ValidationMessage message, JsonSchema schema) {
        var rule = message.getSchemaLocation().getFragment();
        var words = schema.getSchemaNode().at(rule.getParent().toString()).path("description");
        return words.isMissingNode() ? "" : ": " + words.asText();
    }

    private JsonSchema load(String schema) {
        var file = schemas.resolve(schema);
        try {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(Files.readString(file), ENGLISH);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the schema " + file + " is missing; restore config/schemas", e);
        }
    }
}
