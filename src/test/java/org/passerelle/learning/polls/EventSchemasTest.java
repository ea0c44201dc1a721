package org.passerelle.learning.polls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.passerelle.learning.polls.ScriptedSite.USER;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.passerelle.messages.MessageCodec;
import org.passerelle.messages.OutboxMessage;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.testing.TestStore;

/** Every message that polling writes has the shape that is published. */
class EventSchemasTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private static final Map<String, String> SCHEMAS =
            Map.of(
                    "records-changed", "event-records-changed",
                    "run-ended", "event-run-ended",
                    "poll-task", "poll-task");

    private final List<OutboxMessage> sent = new ArrayList<>();
    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(STORE);
    }

    @Test
    void every_message_fits_its_published_schema_and_names_nobody() {
        desk.site.course(2, "INF100");
        desk.site.enrol(2, 987_654_321, "student");
        desk.site.put(
                USER,
                0,
                987_654_321,
                Map.of(
                        "firstName", new FieldValue.Text("Zoé"),
                        "idnumber", new FieldValue.Text("SIS-00123")));
        pollAndKeep("enrolments");
        pollAndKeep("users");
        desk.site.remove(USER, 0, 987_654_321);
        desk.site.user(2, "Max");
        pollAndKeep("users");
        pollAndKeep("users");

        assertThat(sent)
                .extracting(message -> type(message))
                .contains(SCHEMAS.keySet().toArray(String[]::new));
        assertThat(sent).allSatisfy(message -> assertThat(faults(message)).isEmpty());
        assertThat(sent)
                .extracting(message -> new String(message.body(), StandardCharsets.UTF_8))
                .allSatisfy(
                        body -> assertThat(body).doesNotContain("Zoé", "SIS-00123", "987654321"));
    }

    @Test
    void the_schemas_refuse_what_does_not_belong_on_a_queue() throws IOException {
        var event =
                MessageCodec.json()
                        .readTree(
                                """
                                {"id":"records-00112233445566778899aabbccddeeff-1","type":"records-changed","version":1,
                                 "organisation":"imp-formation","correlation":"poll-run-1","cause":null,
                                 "at":"2026-03-09T10:00:00Z","body":{"platform":"imp-moodle","kind":"user",
                                 "changes":[{"key":"00112233445566778899aabbccddeeff","version":1,"change":"added"}]}}
                                """);
        assertThat(faults("event-records-changed", event)).isEmpty();

        ((com.fasterxml.jackson.databind.node.ObjectNode) event.get("body"))
                .put("email", "zoe@imp.example");

        assertThat(faults("event-records-changed", event)).isNotEmpty();
    }

    private void pollAndKeep(String pollKey) {
        desk.clock.advance(java.time.Duration.ofMinutes(10));
        desk.polling.schedule().plan(desk.platform, pollKey);
        boolean more = true;
        while (more) {
            var waiting = STORE.transactions().within(() -> desk.outbox.waiting(1000));
            waiting.forEach(sent::add);
            var tasks = desk.takeTasks();
            tasks.forEach(desk.polling.tasks()::run);
            more = !tasks.isEmpty();
        }
    }

    private static String type(OutboxMessage message) {
        return tree(message).get("type").asText();
    }

    private static Set<String> faults(OutboxMessage message) {
        return faults(SCHEMAS.get(type(message)), tree(message));
    }

    private static Set<String> faults(String schema, JsonNode message) {
        try {
            var text = Files.readString(Path.of("config/schemas", schema + ".schema.json"));
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(text)
                    .validate(message)
                    .stream()
                    .map(ValidationMessage::getMessage)
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode tree(OutboxMessage message) {
        try {
            return MessageCodec.json().readTree(message.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
