package org.passerelle.moodle.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.learning.KindDescription;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.RecordKind;
import org.passerelle.personaldata.Tier;

/** Builds a {@link Mapping} from a tree that fits the schema. */
final class MappingParser {
    private static final ObjectMapper JSON = new ObjectMapper();

    private MappingParser() {}

    static Mapping parse(JsonNode tree) {
        var header =
                new Mapping.Header(
                        tree.path("about").asText().equals("learner"),
                        Tier.valueOf(constant(tree.path("tier").asText())),
                        KindDescription.Scope.valueOf(constant(tree.path("scope").asText())),
                        tree.path("poll").asText());
        return new Mapping(
                new RecordKind(tree.path("kind").asText()),
                header,
                reading(tree.path("read")),
                meaning(tree.path("means")));
    }

    private static Mapping.Reading reading(JsonNode read) {
        Map<String, Mapping.Also> also = new HashMap<>();
        read.path("also")
                .properties()
                .forEach(
                        entry ->
                                also.put(
                                        entry.getKey(),
                                        new Mapping.Also(
                                                arguments(entry.getValue().path("arguments")),
                                                entry.getValue().path("match").asText())));
        return new Mapping.Reading(
                read.path("function").asText(),
                arguments(read.path("arguments")),
                arguments(read.path("per-subject")),
                Set.copyOf(texts(read.path("ask-always"))),
                new Mapping.Paging(
                        read.has("page")
                                ? Optional.of(read.path("page").asInt())
                                : Optional.empty(),
                        read.path("whole").asBoolean()),
                ItemsPath.of(read.path("items").asText()),
                new Mapping.NoRecord(
                        Set.copyOf(texts(read.path("no-record-on"))),
                        Set.copyOf(texts(read.path("no-course-record-on")))),
                also);
    }

    private static Map<String, Object> arguments(JsonNode node) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        node.properties()
                .forEach(
                        entry ->
                                arguments.put(
                                        entry.getKey(),
                                        JSON.convertValue(entry.getValue(), Object.class)));
        return arguments;
    }

    private static Mapping.Meaning meaning(JsonNode means) {
        DataCategory category = category(means.path("category"));
        Map<FieldName, FieldRule> fields = new LinkedHashMap<>();
        means.path("fields")
                .properties()
                .forEach(
                        entry -> {
                            FieldName name = new FieldName(entry.getKey());
                            fields.put(name, field(name, entry.getValue(), category));
                        });
        return new Mapping.Meaning(
                text(means.path("subject")),
                text(means.path("course")),
                Set.copyOf(texts(means.path("leave-out"))),
                texts(means.path("key")),
                fields,
                texts(means.path("drop")));
    }

    private static FieldRule field(FieldName name, JsonNode field, DataCategory usual) {
        FieldRule.Source source =
                field.has("path")
                        ? new FieldRule.Source.At(field.path("path").asText())
                        : new FieldRule.Source.Also(field.path("also").asText());
        var missing =
                new FieldRule.Missing(
                        FieldRule.IfAbsent.valueOf(
                                constant(field.path("absent").asText("unknown"))),
                        FieldRule.IfNull.valueOf(constant(field.path("null").asText("nothing"))));
        return new FieldRule(
                name,
                source,
                FieldType.valueOf(constant(field.path("type").asText())),
                field.has("category") ? category(field.path("category")) : usual,
                text(field.path("ask")),
                missing,
                field.has("pick"));
    }

    private static DataCategory category(JsonNode node) {
        return DataCategory.of(node.asText())
                .orElseThrow(() -> new IllegalStateException("the schema lists the categories"));
    }

    private static Optional<String> text(JsonNode node) {
        return node.isTextual() ? Optional.of(node.asText()) : Optional.empty();
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        node.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    private static String constant(String key) {
        return key.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
