package org.passerelle.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.Session;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.app.EmbeddedMariaDb.Access;
import org.passerelle.messages.MessageCodec;
import org.passerelle.simulator.MoodleSimulator;
import org.passerelle.simulator.site.Family;
import org.passerelle.simulator.site.SimulatedSite;
import org.passerelle.testing.CuttableLine;
import org.passerelle.testing.TestStore;

/**
 * A whole Passerelle with a store and a broker of its own elsewhere, named by settings; each of
 * them, and Moodle, goes away for ten minutes and comes back, in the middle of polls, facts and
 * commands.
 *
 * <p>Time runs faster: the outage and every pause, lease and interval that has to bridge it are the
 * defaults divided by the same number; the numbers of attempts are the defaults. With {@code
 * -Doutage.divisor=1} it is the real thing and takes an hour.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutageTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private static final int DIVISOR = Integer.getInteger("outage.divisor", 100);
    private static final Duration OUTAGE = Duration.ofMinutes(10).dividedBy(DIVISOR);
    private static final int FACTS = 12;
    private static final int LEAVERS = 3;
    private static final String STARTS = "contract-start\",\"on\":\"2025-01-15";
    private static final String ENDED = "contract-end\",\"on\":\"2025-11-02";

    @TempDir static Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Parts parts = new Parts();
    private EmbeddedBroker broker;
    private CuttableLine toStore;
    private CuttableLine toBroker;
    private MoodleSimulator moodle;
    private Node node;

    @BeforeAll
    void start() throws Exception {
        moodle = MoodleSimulator.start(SimulatedSite.demo(Family.V5_1, Clock.systemUTC(), "UPR"));
        config();
        int brokerPort = MariaDbInstallation.freePort();
        broker =
                parts.add(
                        "broker",
                        EmbeddedBroker.start(
                                folder.resolve("broker"),
                                settings(Map.of()).delivery(),
                                Optional.of(brokerPort)));
        toStore = parts.add("line to the store", new CuttableLine(STORE.port()));
        toBroker = parts.add("line to the broker", new CuttableLine(brokerPort));
        node =
                parts.add(
                        "Passerelle",
                        Node.start(
                                settings(external()),
                                EnumSet.allOf(Role.class),
                                Clock.systemUTC()));
        until(() -> complete("completion") > 0);
    }

    @AfterAll
    void stop() {
        parts.close();
        moodle.close();
        http.close();
    }

    @Test
    void while_the_store_is_away_facts_and_commands_wait_and_health_says_so() throws Exception {
        long commands = carriedOut();
        tellFacts("end-s", ENDED, LEAVERS, 20);
        until(() -> facts("end-s") > 0);
        toStore.cut();
        tellFacts("s", STARTS, FACTS, 0);
        until(() -> health().contains("thestoredoesnotanswer"));
        assertThat(health())
                .contains("\"status\":\"DOWN\"")
                .contains("{\"name\":\"broker\",\"status\":\"UP\"}")
                .contains("{\"name\":\"disk\",\"status\":\"UP\"}")
                .doesNotContain("thebrokerdoesnotanswer", "jdbc", "passerelle_", "127.0.0.1");
        theOutageLasts();

        toStore.mend();

        recovered("store", commands, () -> facts("s") == FACTS);
    }

    @Test
    void while_the_broker_is_away_messages_wait_in_the_outbox_and_health_says_so()
            throws Exception {
        untilPollsRest();
        long before = complete("user");
        long commands = carriedOut();
        tellFacts("end-b", ENDED, LEAVERS, 30);
        until(() -> facts("end-b") > 0);
        toBroker.cut();
        pollNow("users");
        until(() -> health().contains("thebrokerdoesnotanswer"));
        assertThat(STORE.count("outbox_messages")).isPositive();
        theOutageLasts();

        toBroker.mend();

        recovered("broker", commands, () -> complete("user") > before);
    }

    @Test
    void while_moodle_is_away_its_polls_and_commands_wait_and_health_says_why() throws Exception {
        untilPollsRest();
        long before = complete("user");
        long commands = carriedOut();
        int port = moodle.port();
        var site = moodle.site();
        moodle.close();
        tellFacts("end-m", ENDED, LEAVERS, 40);
        pollNow("users");
        until(() -> healthOfDuties().path("failedLately").toString().contains("poll-run"));
        until(() -> healthOfDuties().path("commandsDelayed").toString().contains("not-reachable"));
        assertThat(health()).as("our own parts are well").contains("\"status\":\"UP\"");
        theOutageLasts();

        moodle = MoodleSimulator.start(site, port);

        recovered("moodle", commands, () -> complete("user") > before);
        assertThat(STORE.count("poll_runs WHERE verdict <> 'COMPLETE' AND kind = 'user'"))
                .as("no absence is concluded from an outage")
                .isZero();
    }

    private JsonNode healthOfDuties() throws Exception {
        return ask("/health", "GET", "");
    }

    private static void theOutageLasts() {
        await().pollDelay(OUTAGE).atMost(OUTAGE.plusMinutes(1)).until(() -> true);
    }

    /** All by itself; what was under way is finished, and no person is asked for anything. */
    private void recovered(String what, long commands, Condition done) throws Exception {
        var back = Instant.now(Clock.systemUTC());
        until(done);
        until(() -> health().contains("\"status\":\"UP\""));
        until(() -> carriedOut() == commands + LEAVERS);
        Files.writeString(
                Path.of("target/outages.txt"),
                "%s away for %s: recovered after %s%n"
                        .formatted(
                                what,
                                OUTAGE,
                                Duration.between(back, Instant.now(Clock.systemUTC()))),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        nothingWasParked();
    }

    /** Suspensions done, and none waits for a person. */
    private long carriedOut() {
        assertThat(STORE.count("commands WHERE state IN ('NEEDS_PERSON', 'REFUSED')")).isZero();
        long suspended = moodle.site().users().stream().filter(u -> u.is("suspended")).count();
        return Math.min(suspended, STORE.count("commands WHERE state = 'DONE'"));
    }

    private void nothingWasParked() {
        assertThat(STORE.count("failed_messages")).isZero();
        assertThat(broker.depth("passerelle.failed")).isZero();
        assertThat(STORE.count("poll_tasks WHERE state = 'PARKED'")).isZero();
    }

    private long facts(String prefix) {
        return STORE.count("facts WHERE fact_id LIKE '" + prefix + "-%'");
    }

    private static long complete(String kind) {
        return STORE.count("poll_runs WHERE verdict = 'COMPLETE' AND kind LIKE '%" + kind + "%'");
    }

    private static void until(Condition seen) {
        await().atMost(OUTAGE.plusMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(seen::holds);
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    /**
     * By another program's own connection, which the cut does not concern.
     *
     * @param said its key and day
     * @param from the learner before the first
     */
    private void tellFacts(String prefix, String said, int many, int from) throws Exception {
        var pool = broker.access().pool(1);
        try (var connection = pool.createConnection();
                var session = connection.createSession(true, Session.SESSION_TRANSACTED);
                var producer = session.createProducer(session.createQueue("passerelle.facts"))) {
            for (int n = 0; n < many; n++) {
                var message = session.createBytesMessage();
                var fact = fact(prefix + "-" + n, from + n + 1, said);
                message.writeBytes(fact.getBytes(StandardCharsets.UTF_8));
                producer.send(message);
            }
            session.commit();
        } finally {
            pool.stop();
        }
    }

    private static String fact(String id, int learner, String said) {
        return """
        {"id":"%1$s","type":"fact","version":1,"organisation":"upromi","correlation":"%1$s",\
        "at":"2026-01-01T00:00:00Z","body":{"id":"%1$s","platform":"upromi-moodle",\
        "learnerNumber":"UPR-%2$05d","key":"%3$s","source":"crm"}}\
        """
                .formatted(id, learner, said);
    }

    private static void untilPollsRest() {
        until(() -> STORE.count("poll_runs WHERE state <> 'ENDED'") == 0);
    }

    private void pollNow(String poll) throws Exception {
        var answer = ask("/platforms/upromi-moodle/polls", "POST", "{\"poll\":\"" + poll + "\"}");
        assertThat(answer.toString()).doesNotContain("problem");
    }

    private String health() throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(node.health()).build(), BodyHandlers.ofString())
                .body()
                .replace(" ", "");
    }

    private JsonNode ask(String path, String method, String body)
            throws IOException, InterruptedException {
        var token = Files.readAllLines(folder.resolve("data/local-door")).get(1);
        var request =
                HttpRequest.newBuilder(URI.create(node.api() + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return MessageCodec.json().readTree(http.send(request, BodyHandlers.ofString()).body());
    }

    private void config() throws IOException {
        DemoStage.copy(Path.of("config"), folder.resolve("config"));
        PrepareCommand.delete(folder.resolve("config/organisations/imp-formation"));
        var secrets = folder.resolve("secrets");
        var site = moodle.site();
        PrivateFiles.write(secrets.resolve("upromi-moodle.read"), List.of(site.reader().token()));
        PrivateFiles.write(
                secrets.resolve("upromi-moodle.command"), List.of(site.commander().token()));
        DemoStage.organisation(folder.resolve("config"), folder, "upromi", moodle);
        var organisation = folder.resolve("config/organisations/upromi/organisation.yaml");
        if (DIVISOR > 1) {
            KillStage.pollRarely(organisation);
        } else {
            Files.copy(
                    Path.of("config/organisations/upromi/organisation.yaml"),
                    folder.resolve("shipped.yaml"));
            var polls =
                    Files.readString(folder.resolve("shipped.yaml"))
                            .replaceAll("(?s).*(polls: [^\n]*).*", "$1");
            Files.writeString(
                    organisation, Files.readString(organisation).replaceAll("polls: .*", polls));
        }
    }

    private Map<String, String> external() throws IOException {
        var keys =
                PrivateFiles.write(
                        folder.resolve("keys.password"), List.of(STORE.password(Access.KEYS)));
        var data =
                PrivateFiles.write(
                        folder.resolve("data.password"), List.of(STORE.password(Access.DATA)));
        var queue =
                PrivateFiles.write(
                        folder.resolve("broker.password"),
                        List.of(broker.access().password().value()));
        var at = "jdbc:mariadb://127.0.0.1:" + toStore.port() + "/";
        var external = new LinkedHashMap<String, String>();
        external.put("store.url", at + STORE.database(Access.DATA));
        external.put("store.password-file", data.toString());
        external.put("store.tls", "disable");
        external.put("keys.url", at + STORE.database(Access.KEYS));
        external.put("keys.password-file", keys.toString());
        external.put(
                "keys.master-key-file", STORE.masterKeyFile().path().toAbsolutePath().toString());
        external.put("broker.url", "tcp://127.0.0.1:" + toBroker.port());
        external.put("broker.tls", "false");
        external.put("broker.password-file", queue.toString());
        return external;
    }

    private static Settings settings(Map<String, String> more) {
        var all = new LinkedHashMap<>(more);
        all.put("folders.data", folder.resolve("data").toString());
        all.put("folders.config", folder.resolve("config").toString());
        all.put("http.port", "0");
        all.put("management.port", "0");
        all.put("upkeep.sweep-interval", "1s");
        var usual = new SettingsReader().read(Path.of("").toAbsolutePath());
        all.put("delivery.redelivery-delay", faster(usual.delivery().redeliveryDelay()));
        all.put("delivery.redelivery-max-delay", faster(usual.delivery().redeliveryMaxDelay()));
        all.put("delivery.health-check-interval", faster(usual.delivery().healthCheckInterval()));
        all.put("commands.lease", faster(usual.commands().lease()));
        all.put("upkeep.command-interval", faster(usual.upkeep().commandInterval()));
        return new SettingsReader().commandLine(all).read(Path.of("").toAbsolutePath());
    }

    private static String faster(Duration usual) {
        return usual.dividedBy(DIVISOR).toMillis() + "ms";
    }
}
