package org.passerelle.moodle.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.passerelle.learning.LearningRecord;
import org.passerelle.learning.ReadOutcome;
import org.passerelle.learning.ReadRequest;
import org.passerelle.moodle.LoopbackMoodle;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.personaldata.RecordKind;

/**
 * Every folder under {@code src/test/resources/mapping} is a case: what Moodle answered, and what
 * must come out. A new folder is found by itself.
 */
class MappingCasesTest {
    private static final Path CASES = Path.of("src/test/resources/mapping");
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-22T00:00:00Z"), ZoneOffset.UTC);
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final Mappings MAPPINGS =
            new MappingFolder(Path.of("config/schemas/mapping.schema.json"))
                    .load(Path.of("moodle-webservice-mapping"));

    @TestFactory
    Stream<DynamicTest> every_case_comes_out_as_expected() throws IOException {
        return folders()
                .map(
                        folder ->
                                DynamicTest.dynamicTest(
                                        folder.getFileName().toString(), () -> check(folder)));
    }

    @Test
    void every_kind_has_a_case_of_both_versions_where_both_were_recorded() throws IOException {
        for (RecordKind kind : MAPPINGS.byKind().keySet()) {
            assertThat(folders().map(folder -> folder.getFileName().toString()))
                    .as(kind.toString())
                    .anyMatch(name -> name.startsWith(kind + "-4.2"))
                    .anyMatch(name -> name.startsWith(kind + "-5.1"));
        }
    }

    private static Stream<Path> folders() throws IOException {
        try (Stream<Path> listed = Files.list(CASES)) {
            return listed.filter(Files::isDirectory).sorted().toList().stream();
        }
    }

    private void check(Path folder) throws IOException {
        Path file = folder.resolve("expected.json");
        JsonNode expected = JSON.readTree(file.toFile());

        ObjectNode actual = read(folder, expected);

        if (Boolean.getBoolean("mapping.cases.write")) {
            JSON.writeValue(file.toFile(), actual);
        }
        assertThat(JSON.writeValueAsString(actual)).isEqualTo(JSON.writeValueAsString(expected));
    }

    private static ObjectNode read(Path folder, JsonNode expected) throws IOException {
        Mapping mapping = MAPPINGS.of(new RecordKind(expected.get("kind").asText())).orElseThrow();
        var subject = CountingDirectory.of(expected.get("called-for").asLong());
        ReadRequest request;
        try (var moodle = new LoopbackMoodle()) {
            request =
                    new ReadRequest(
                            moodle.platform(),
                            mapping.kind(),
                            Optional.of(new CourseId(expected.get("course").asLong())),
                            List.of(subject),
                            0,
                            mapping.means().fields().keySet());
        }
        var sink = new CollectingSink();
        var assembly = new RecordAssembly(mapping, request, new CountingDirectory(), sink);
        assembly.calledFor(subject);
        var reading =
                new AnswerReading(
                        mapping, new AnswerTree(mapping, request.fields()), assembly, CLOCK);
        try (var parser =
                new JsonFactory()
                        .createParser(Files.newBufferedReader(folder.resolve("answer.json")))) {
            assembly.tally().rows(reading.read(parser));
        }
        assembly.flush();
        return told(expected, sink, assembly.tally().outcome(false));
    }

    private static ObjectNode told(JsonNode expected, CollectingSink sink, ReadOutcome outcome) {
        ObjectNode told = JsonNodeFactory.instance.objectNode();
        told.set("kind", expected.get("kind"));
        told.set("course", expected.get("course"));
        told.set("called-for", expected.get("called-for"));
        ArrayNode records = told.putArray("records");
        sink.records.forEach(record -> records.add(told(record)));
        sink.gaps.forEach(told.putArray("gaps")::add);
        sink.unreadable.forEach(told.putArray("unreadable")::add);
        told.put(
                "outcome",
                switch (outcome) {
                    case ReadOutcome.Page page -> page.rows() + " rows";
                    case ReadOutcome.Partial partial ->
                            partial.rows() + " rows, partial: " + partial.reasons();
                    case ReadOutcome.Refused refused -> "refused";
                    case ReadOutcome.CourseUnknown unknown -> "course unknown";
                });
        return told;
    }

    private static ObjectNode told(LearningRecord record) {
        ObjectNode told = JsonNodeFactory.instance.objectNode();
        told.put(
                "key",
                record.key().toString().replaceAll("0{16}0*([1-9a-f][0-9a-f]*)", "user-0x$1"));
        record.subject().ifPresent(subject -> told.put("user", subject.low()));
        record.course().ifPresent(course -> told.put("course", course.value()));
        ObjectNode fields = told.putObject("fields");
        new TreeMap<>(byName(record)).forEach((name, value) -> fields.set(name, told(value)));
        return told;
    }

    private static java.util.Map<String, FieldValue> byName(LearningRecord record) {
        java.util.Map<String, FieldValue> fields = new java.util.HashMap<>();
        record.fields()
                .forEach((FieldName name, FieldValue value) -> fields.put(name.value(), value));
        return fields;
    }

    private static JsonNode told(FieldValue value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (value) {
            case FieldValue.Text text -> nodes.textNode(text.value());
            case FieldValue.Number number ->
                    nodes.textNode("number " + number.value().toPlainString());
            case FieldValue.Flag flag -> nodes.booleanNode(flag.value());
            case FieldValue.Moment moment -> nodes.textNode("at " + moment.value());
            case FieldValue.Items items -> JSON.valueToTree(items.values());
            case FieldValue.Nothing nothing -> nodes.nullNode();
            case FieldValue.NotGraded notGraded -> nodes.textNode("not graded");
        };
    }
}
