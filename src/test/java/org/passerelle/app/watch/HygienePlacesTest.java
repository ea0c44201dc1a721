package org.passerelle.app.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.jms.Session;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.app.backing.EmbeddedBroker;
import org.passerelle.app.settings.Settings;
import org.passerelle.journal.JdbcJournal;
import org.passerelle.journal.alerts.JdbcSecurityAlerts;
import org.passerelle.journal.alerts.SecurityAlerts;
import org.passerelle.journal.hygiene.HygieneCheck;
import org.passerelle.journal.hygiene.Leak;
import org.passerelle.journal.hygiene.ScannedPlace;
import org.passerelle.learning.LearningRecords;
import org.passerelle.messages.Address;
import org.passerelle.messages.JdbcOutbox;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.Platform;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.RecordKind;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.personaldata.Tier;
import org.passerelle.testing.SettableClock;
import org.passerelle.testing.TestStore;
import org.slf4j.LoggerFactory;

/** The places a process looks at, each with a leak planted in it. */
class HygienePlacesTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private static final String TOKEN = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
    private static final SubjectId ZOE = new SubjectId(7, 11);

    @TempDir Path folder;

    @BeforeEach
    void open() throws IOException {
        STORE.empty("security_alerts", "outbox_messages", "journal_entries");
        Files.writeString(folder.resolve("read"), TOKEN + "\n");
    }

    private List<Leak> leaks(ScannedPlace place) {
        var clock = new SettableClock("2026-03-09T10:15:30Z");
        var alerts =
                new SecurityAlerts(
                        STORE.transactions(),
                        new JdbcSecurityAlerts(STORE.jdbi()),
                        new JdbcJournal(STORE.jdbi(), clock),
                        new JdbcOutbox(STORE.jdbi(), clock),
                        clock);
        var people = new KnownLearners(new OneLearner(), List.of(platform()));
        return new HygieneCheck(people, List.of(place), alerts).check().leaks();
    }

    @Test
    void a_name_on_a_queue_is_found_and_the_message_stays_there() throws Exception {
        var delivery =
                new Settings.Delivery(
                        Duration.ofSeconds(1),
                        1,
                        Duration.ofSeconds(1),
                        3,
                        9,
                        Duration.ofSeconds(1));
        try (var broker =
                EmbeddedBroker.start(folder.resolve("broker"), delivery, Optional.empty())) {
            var pool = broker.access().pool(2);
            assertThat(leaks(new QueueTexts(pool, Address.COMMANDS))).isEmpty();
            send(pool, "{\"why\":\"no such user: Exemple Zoé\"}");

            assertThat(leaks(new QueueTexts(pool, Address.COMMANDS)))
                    .containsExactly(new Leak("passerelle.commands", Leak.What.NAME, 1));
            assertThat(broker.depth("passerelle.commands")).isEqualTo(1);
            pool.stop();
        }
    }

    private static void send(jakarta.jms.ConnectionFactory pool, String body) throws Exception {
        try (var connection = pool.createConnection();
                var session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                var producer =
                        session.createProducer(session.createQueue(Address.COMMANDS.queue()))) {
            var message = session.createBytesMessage();
            message.writeBytes(body.getBytes(StandardCharsets.UTF_8));
            producer.send(message);
        }
    }

    @Test
    void a_token_in_a_log_line_or_in_a_cause_is_found_once() {
        try (var log = LogTexts.open()) {
            var logger = LoggerFactory.getLogger("hygiene");
            logger.info("nothing of anybody");
            assertThat(leaks(log)).isEmpty();

            logger.warn("failed", new IllegalStateException("GET /x?wstoken=" + TOKEN));

            assertThat(leaks(log)).containsExactly(new Leak("log", Leak.What.TOKEN, 1));
            assertThat(leaks(log)).isEmpty();
        }
    }

    @Test
    void a_learner_number_as_a_label_of_a_metric_is_found() {
        var registry = new SimpleMeterRegistry();
        registry.counter("polls", "platform", "imp-moodle");
        assertThat(leaks(new MetricTexts(registry))).isEmpty();

        registry.counter("polls", "platform", "SIS-01001");

        assertThat(leaks(new MetricTexts(registry)))
                .containsExactly(new Leak("metrics", Leak.What.KEY, 1));
    }

    private Platform platform() {
        return new Platform(
                new PlatformKey("imp-moodle"),
                new OrganisationKey("imp-formation"),
                URI.create("https://moodle.imp.example"),
                "FR",
                Tier.CORE,
                folder.resolve("read"),
                Optional.of(folder.resolve("not-there")),
                Set.of("student"),
                Map.of(),
                Optional.empty(),
                List.of());
    }

    /** What polls know of one learner. */
    private static final class OneLearner implements LearningRecords {
        @Override
        public List<StoredRecord> of(SubjectId subject) {
            var fields =
                    Map.<FieldName, FieldValue>of(
                            new FieldName("firstName"), new FieldValue.Text("Zoé"),
                            new FieldName("lastName"), new FieldValue.Text("Exemple"),
                            new FieldName("idnumber"), new FieldValue.Text("SIS-01001"));
            return List.of(
                    new StoredRecord(
                            new RecordKind("user"),
                            List.of("1"),
                            Optional.empty(),
                            1,
                            false,
                            fields,
                            Instant.EPOCH,
                            Instant.EPOCH));
        }

        @Override
        public List<ObservedAccess> accesses(SubjectId subject) {
            return List.of();
        }

        @Override
        public Map<RecordKind, Long> counts(PlatformKey platform) {
            return Map.of();
        }

        @Override
        public List<SubjectId> subjectsAfter(PlatformKey platform, SubjectId after, int limit) {
            return after.equals(FIRST) ? List.of(ZOE) : new ArrayList<>();
        }

        @Override
        public int eraseSubject(SubjectId subject) {
            throw new UnsupportedOperationException();
        }
    }
}
