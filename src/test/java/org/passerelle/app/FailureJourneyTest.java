package org.passerelle.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.passerelle.app.backing.EmbeddedBroker;
import org.passerelle.app.node.CamelRuntime;
import org.passerelle.app.outage.FailurePolicy;
import org.passerelle.app.settings.Role;
import org.passerelle.app.settings.SettingsReader;
import org.passerelle.failures.FailedBodies;
import org.passerelle.failures.FailedMessages;
import org.passerelle.failures.Failure;
import org.passerelle.failures.FailureState;
import org.passerelle.failures.JdbcAttempts;
import org.passerelle.failures.JdbcFailedMessages;
import org.passerelle.failures.JdbcReplays;
import org.passerelle.failures.ReplayJudge;
import org.passerelle.failures.ReplayOrder;
import org.passerelle.failures.ReplayOrder.Selection;
import org.passerelle.failures.ReplayPorts;
import org.passerelle.failures.Replays;
import org.passerelle.journal.JdbcJournal;
import org.passerelle.learning.KindDescription;
import org.passerelle.learning.KnownPlatforms;
import org.passerelle.learning.PlatformReader;
import org.passerelle.learning.ReadOutcome;
import org.passerelle.learning.ReadRequest;
import org.passerelle.learning.RecordSink;
import org.passerelle.learning.SiteIdentity;
import org.passerelle.learning.polls.JdbcLearningStore;
import org.passerelle.learning.polls.Polling;
import org.passerelle.learning.records.JdbcSubjectDirectory;
import org.passerelle.learning.runs.RunVerdict;
import org.passerelle.learning.storing.Storing;
import org.passerelle.messages.Address;
import org.passerelle.messages.JdbcOutbox;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.PermanentFailure;
import org.passerelle.personaldata.Platform;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.RecordKind;
import org.passerelle.personaldata.Tier;
import org.passerelle.policy.Decision;
import org.passerelle.policy.PackVersion;
import org.passerelle.routes.FailureDrain;
import org.passerelle.routes.OutboxDispatch;
import org.passerelle.routes.ReplayEnds;
import org.passerelle.testing.TestStore;

/** A message fails, is drained, is replayed by a person and goes through: broker, store, routes. */
class FailureJourneyTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private static final Platform MOODLE =
            new Platform(
                    new PlatformKey("imp-moodle"),
                    new OrganisationKey("imp-formation"),
                    URI.create("https://moodle.imp.example"),
                    "FR",
                    Tier.CORE,
                    Path.of("secrets/imp.read"),
                    Optional.empty(),
                    Set.of("student"),
                    Map.of("enrolments", Duration.ofHours(1)),
                    Optional.empty(),
                    List.of());

    @TempDir Path folder;
    private final Stop stop = new Stop();
    private final Clock clock = Clock.systemUTC();
    private EmbeddedBroker broker;
    private JmsPoolConnectionFactory pool;
    private CamelRuntime camel;
    private FailedMessages failed;
    private Replays replays;
    private FailureDrain drain;
    private Polling polling;

    @BeforeEach
    void start() throws IOException {
        STORE.empty("poll_runs", "poll_tasks", "outbox_messages");
        STORE.empty(
                "delivery_attempts",
                "failed_messages",
                "failure_groups",
                "replay_attempts",
                "replay_operations");
        var settings =
                new SettingsReader()
                        .commandLine(
                                Map.of(
                                        "delivery.redelivery-delay", "50ms",
                                        "delivery.redelivery-multiplier", "1",
                                        "delivery.max-attempts", "3",
                                        "folders.routes", routes().toString(),
                                        "http.port", "0",
                                        "management.port", "0"))
                        .read(folder);
        broker =
                EmbeddedBroker.start(
                        folder.resolve("broker"), settings.delivery(), Optional.empty());
        pool = broker.access().pool(4);
        wire();
        camel =
                CamelRuntime.start(
                        settings,
                        EnumSet.of(Role.POLLER, Role.ENGINE),
                        new CamelRuntime.Surroundings(
                                pool,
                                Map.of(
                                        "upkeep.outbox-interval",
                                        "100ms",
                                        "upkeep.expiry-interval",
                                        "1h"),
                                Map.of(
                                        "stop",
                                        stop,
                                        "failurePolicy",
                                        new FailurePolicy(3, new JdbcAttempts(STORE.jdbi(), clock)),
                                        "failureDrain",
                                        drain,
                                        "replays",
                                        replays,
                                        "replayEnds",
                                        new ReplayEnds(replays),
                                        "outboxDispatch",
                                        new OutboxDispatch(
                                                STORE.transactions(),
                                                new JdbcOutbox(STORE.jdbi(), clock),
                                                pool,
                                                100))));
    }

    private Path routes() throws IOException {
        var routes = Files.createDirectories(folder.resolve("routes"));
        for (String file :
                List.of(
                        "on-failure.camel.yaml",
                        "failures/drain.camel.yaml",
                        "failures/advance-replays.camel.yaml",
                        "failures/expire.camel.yaml",
                        "upkeep/dispatch-outbox.camel.yaml")) {
            Files.createDirectories(routes.resolve(file).getParent());
            Files.copy(Path.of("routes").resolve(file), routes.resolve(file));
        }
        Files.createDirectories(routes.resolve("poll"));
        Files.writeString(
                routes.resolve("poll/read-events.camel.yaml"),
                """
                - route:
                    id: poll-read-events
                    routeConfigurationId: redeliver-then-fail
                    from:
                      uri: jms:queue:passerelle.events
                      steps:
                        - bean: {ref: stop, method: take}
                """);
        return routes;
    }

    private void wire() {
        var rows = new JdbcFailedMessages(STORE.jdbi());
        var replayRows = new JdbcReplays(STORE.jdbi());
        var bodies = new FailedBodies(STORE.subjectKeys(clock), STORE.master());
        var journal = new JdbcJournal(STORE.jdbi(), clock);
        failed = new FailedMessages(STORE.transactions(), rows, replayRows, bodies, journal, clock);
        replays =
                new Replays(
                        STORE.transactions(),
                        rows,
                        replayRows,
                        bodies,
                        new ReplayPorts(
                                new JdbcOutbox(STORE.jdbi(), clock),
                                question -> new ReplayJudge.Verdict.Allow(),
                                command -> command,
                                (id, since) -> false),
                        new Replays.Evidence(journal, clock));
        polling = polling();
        drain = new FailureDrain(failed, polling.tasks());
    }

    private Polling polling() {
        var keys = STORE.subjectKeys(clock);
        return new Polling(
                new Polling.Parts(
                        new KnownPlatforms(Map.of(MOODLE.key(), MOODLE)),
                        new JdbcLearningStore(STORE.jdbi(), STORE.master(), clock),
                        new JdbcSubjectDirectory(
                                STORE.jdbi(), keys, STORE.master(), new SecureRandom(), clock),
                        new Courses(),
                        (platform, kind) ->
                                new Decision.Permitted(
                                        new PackVersion(platform.organisation(), "1"),
                                        Set.of(),
                                        kind.fields().keySet(),
                                        Map.of()),
                        STORE.transactions(),
                        new JdbcOutbox(STORE.jdbi(), clock),
                        new JdbcJournal(STORE.jdbi(), clock),
                        new Storing.Keys(STORE.master(), keys),
                        clock));
    }

    @AfterEach
    void close() {
        camel.close();
        pool.stop();
        broker.close();
    }

    @Test
    void what_fails_is_drained_replayed_and_resolved_by_the_end_of_its_route() {
        stop.broken.set(true);
        send("e-1");
        var failure = onlyFailure();
        assertThat(failure.cause().kind()).isEqualTo("Broken");
        assertThat(failure.cause().route()).isEqualTo("poll-read-events");
        assertThat(failure.cause().stop()).isEqualTo("stop.take");
        assertThat(failure.label().businessId()).hasValue("e-1");

        stop.broken.set(false);
        replay(failure);

        await().untilAsserted(() -> assertThat(stateOf(failure)).isEqualTo(FailureState.RESOLVED));
        assertThat(stop.done).hasValue(1);
        assertThat(STORE.count("failed_messages")).isOne();
    }

    @Test
    void what_fails_again_comes_back_to_its_own_row_and_is_not_taken_for_resolved() {
        stop.broken.set(true);
        send("e-2");
        var failure = onlyFailure();

        replay(failure);

        await().until(() -> stop.taken.get() == 2);
        await().untilAsserted(
                        () -> assertThat(stateOf(failure)).isEqualTo(FailureState.UNRESOLVED));
        assertThat(failed.attempts(failure.number()))
                .extracting(Failure.Attempt::outcome)
                .containsExactly("FAILED");
        assertThat(STORE.count("failed_messages")).isOne();
    }

    @Test
    void while_the_store_is_away_failed_messages_stay_on_the_broker() {
        STORE.jdbi().useHandle(h -> h.execute("RENAME TABLE failure_groups TO away"));
        stop.broken.set(true);
        send("e-3");
        await().until(() -> broker.depth("passerelle.failed") == 1);
        await().pollDelay(Duration.ofMillis(600))
                .until(() -> broker.depth("passerelle.failed") == 1);

        STORE.jdbi().useHandle(h -> h.execute("RENAME TABLE away TO failure_groups"));

        assertThat(onlyFailure().label().businessId()).hasValue("e-3");
        await().until(() -> broker.depth("passerelle.failed") == 0);
    }

    @Test
    void a_poll_task_that_gave_up_makes_its_run_partial_whatever_made_it_give_up() {
        polling.schedule().plan(MOODLE, "enrolments");
        var outbox = new JdbcOutbox(STORE.jdbi(), clock);
        var task = STORE.transactions().within(() -> outbox.waiting(10)).getFirst();

        send(Address.FAILED.queue(), "t-1", task.body());

        assertThat(onlyFailure().label().type()).hasValue("poll-task");
        await().untilAsserted(
                        () ->
                                assertThat(polling.runs().list(MOODLE.key(), 2))
                                        .singleElement()
                                        .satisfies(
                                                run -> {
                                                    assertThat(run.verdict())
                                                            .hasValue(RunVerdict.PARTIAL);
                                                    assertThat(run.reasons().toString())
                                                            .contains("passerelle failed list");
                                                }));
    }

    private Failure onlyFailure() {
        await().atMost(Duration.ofSeconds(20)).until(() -> STORE.count("failed_messages") == 1);
        return failed.list(Failure.Filter.OPEN, Long.MAX_VALUE, 2).getFirst();
    }

    private FailureState stateOf(Failure failure) {
        return failed.find(failure.number()).orElseThrow().state();
    }

    private void replay(Failure failure) {
        replays.start(
                new ReplayOrder(
                        new Selection.Numbers(List.of(failure.number())),
                        "lea",
                        ReplayOrder.Pace.RAMP,
                        true));
    }

    private void send(String id) {
        var body =
                "{\"id\":\""
                        + id
                        + "\",\"type\":\"records-changed\",\"organisation\":\"imp\",\"body\":{}}";
        send("passerelle.events", id, body.getBytes(StandardCharsets.UTF_8));
    }

    private void send(String queue, String id, byte[] body) {
        try (var connection = pool.createConnection();
                var session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
            var message = session.createBytesMessage();
            message.writeBytes(body);
            message.setStringProperty("transport_HYPHEN_id", id + "-first");
            message.setStringProperty("_AMQ_DUPL_ID", id + "-first");
            session.createProducer(session.createQueue(queue)).send(message);
            session.commit();
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The end of a route that works or does not, as the test says. */
    public static final class Stop {
        final AtomicBoolean broken = new AtomicBoolean();
        final AtomicInteger taken = new AtomicInteger();
        final AtomicInteger done = new AtomicInteger();

        public void take(byte[] body) {
            taken.incrementAndGet();
            if (broken.get()) {
                throw new Broken(body.length);
            }
            done.incrementAndGet();
        }
    }

    /** A platform that has nothing but a list of courses, which nobody reads here. */
    private static final class Courses implements PlatformReader {
        @Override
        public List<KindDescription> kinds(Platform platform) {
            return List.of(
                    new KindDescription(
                            new RecordKind("course"),
                            KindDescription.Scope.SITE,
                            Optional.empty(),
                            "enrolments",
                            false,
                            Map.of(new FieldName("shortName"), DataCategory.TECHNICAL)));
        }

        @Override
        public ReadOutcome read(ReadRequest request, RecordSink sink) {
            throw new AssertionError("nothing is read here");
        }

        @Override
        public SiteIdentity identify(Platform platform) {
            throw new AssertionError("nothing is read here");
        }
    }

    private static final class Broken extends PermanentFailure {
        Broken(int bytes) {
            super("a body of " + bytes + " bytes cannot be used", null);
        }
    }
}
