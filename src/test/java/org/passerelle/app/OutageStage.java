package org.passerelle.app;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.app.backing.EmbeddedBroker;
import org.passerelle.app.backing.EmbeddedMariaDb.Access;
import org.passerelle.app.backing.MariaDbInstallation;
import org.passerelle.app.backing.PrivateFiles;
import org.passerelle.app.demo.DemoFiles;
import org.passerelle.app.node.Node;
import org.passerelle.app.node.Parts;
import org.passerelle.app.settings.Role;
import org.passerelle.app.settings.Settings;
import org.passerelle.app.settings.SettingsReader;
import org.passerelle.messages.MessageCodec;
import org.passerelle.simulator.MoodleSimulator;
import org.passerelle.simulator.site.Family;
import org.passerelle.simulator.site.SimulatedSite;
import org.passerelle.testing.CuttableLine;
import org.passerelle.testing.TestStore;

/**
 * A whole Passerelle with a store and a broker of its own elsewhere, named by settings and reached
 * by lines that a test cuts, and a simulated Moodle.
 */
final class OutageStage implements AutoCloseable {
    static final String STARTS = "contract-start\",\"on\":\"2025-01-15";
    static final String ENDED = "contract-end\",\"on\":\"2025-11-02";

    private final Path folder;
    private final TestStore store;
    private final Map<String, String> pace;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Parts parts = new Parts();
    private EmbeddedBroker broker;
    private CuttableLine toStore;
    private CuttableLine toBroker;
    private MoodleSimulator moodle;
    private Node node;

    /**
     * @param pace settings of delays and intervals
     */
    OutageStage(Path folder, TestStore store, Map<String, String> pace) {
        this.folder = folder;
        this.store = store;
        this.pace = pace;
    }

    /**
     * @param polls rarely, as KillStage says, or as shipped
     */
    void start(boolean rarely) throws Exception {
        surroundings(rarely);
        node =
                parts.add(
                        "Passerelle",
                        Node.start(
                                settings(external()),
                                EnumSet.allOf(Role.class),
                                Clock.systemUTC()));
    }

    /** The same in a process of its own, which polls rarely. */
    RunningProcess startApart() throws Exception {
        surroundings(true);
        var options = new ArrayList<String>();
        properties(external())
                .forEach((key, value) -> options.addAll(List.of("--set", key + "=" + value)));
        return parts.add(
                "Passerelle",
                RunningProcess.start(folder.resolve("data"), options.toArray(String[]::new)));
    }

    private void surroundings(boolean rarely) throws Exception {
        moodle = MoodleSimulator.start(SimulatedSite.demo(Family.V5_1, Clock.systemUTC(), "UPR"));
        config(rarely);
        int brokerPort = MariaDbInstallation.freePort();
        broker =
                parts.add(
                        "broker",
                        EmbeddedBroker.start(
                                folder.resolve("broker"),
                                settings(Map.of()).delivery(),
                                Optional.of(brokerPort)));
        toStore = parts.add("line to the store", new CuttableLine(store.port()));
        toBroker = parts.add("line to the broker", new CuttableLine(brokerPort));
    }

    @Override
    public void close() {
        parts.close();
        moodle.close();
        http.close();
    }

    CuttableLine toStore() {
        return toStore;
    }

    CuttableLine toBroker() {
        return toBroker;
    }

    MoodleSimulator moodle() {
        return moodle;
    }

    void moodleIsBack(SimulatedSite site, int port) throws IOException {
        moodle = MoodleSimulator.start(site, port);
    }

    /** Suspensions done, and none waits for a person. */
    long carriedOut() {
        assertThat(store.count("commands WHERE state IN ('NEEDS_PERSON', 'REFUSED')")).isZero();
        long suspended = moodle.site().users().stream().filter(u -> u.is("suspended")).count();
        return Math.min(suspended, store.count("commands WHERE state = 'DONE'"));
    }

    void nothingWasParked() {
        assertThat(store.count("failed_messages")).isZero();
        assertThat(broker.depth("passerelle.failed")).isZero();
        assertThat(store.count("poll_tasks WHERE state = 'PARKED'")).isZero();
    }

    long facts(String prefix) {
        return store.count("facts WHERE fact_id LIKE '" + prefix + "-%'");
    }

    /**
     * By another program's own connection, which the cut does not concern.
     *
     * @param said its key and day
     * @param from the learner before the first
     */
    void tellFacts(String prefix, String said, int many, int from) throws Exception {
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

    void pollNow(String poll) throws Exception {
        var answer = ask("/platforms/upromi-moodle/polls", "POST", "{\"poll\":\"" + poll + "\"}");
        assertThat(answer.toString()).doesNotContain("problem");
    }

    String health() throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(node.health()).build(), BodyHandlers.ofString())
                .body()
                .replace(" ", "");
    }

    /** As the machine itself, which approves nothing. */
    JsonNode ask(String path, String method, String body) throws IOException, InterruptedException {
        return ask(
                Files.readAllLines(folder.resolve("data/local-door")).get(1), path, method, body);
    }

    /** The token of a new account of the role. */
    String account(String role) throws IOException, InterruptedException {
        var body = "{\"name\":\"one-" + role + "\",\"roles\":[\"" + role + "\"],\"days\":1}";
        return ask("/accounts", "POST", body).path("token").asText();
    }

    JsonNode ask(String token, String path, String method, String body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(node.api() + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return MessageCodec.json().readTree(http.send(request, BodyHandlers.ofString()).body());
    }

    private void config(boolean rarely) throws IOException {
        DemoFiles.copy(Path.of("config"), folder.resolve("config"));
        DemoFiles.delete(folder.resolve("config/organisations/imp-formation"));
        var secrets = folder.resolve("secrets");
        var site = moodle.site();
        PrivateFiles.write(secrets.resolve("upromi-moodle.read"), List.of(site.reader().token()));
        PrivateFiles.write(
                secrets.resolve("upromi-moodle.command"), List.of(site.commander().token()));
        DemoFiles.organisation(folder.resolve("config"), folder, "upromi", moodle);
        var organisation = folder.resolve("config/organisations/upromi/organisation.yaml");
        if (rarely) {
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
                        folder.resolve("keys.password"), List.of(store.password(Access.KEYS)));
        var data =
                PrivateFiles.write(
                        folder.resolve("data.password"), List.of(store.password(Access.DATA)));
        var queue =
                PrivateFiles.write(
                        folder.resolve("broker.password"),
                        List.of(broker.access().password().value()));
        var at = "jdbc:mariadb://127.0.0.1:" + toStore.port() + "/";
        var external = new LinkedHashMap<String, String>();
        external.put("store.url", at + store.database(Access.DATA));
        external.put("store.password-file", data.toString());
        external.put("store.tls", "disable");
        external.put("keys.url", at + store.database(Access.KEYS));
        external.put("keys.password-file", keys.toString());
        external.put(
                "keys.master-key-file", store.masterKeyFile().path().toAbsolutePath().toString());
        external.put("broker.url", "tcp://127.0.0.1:" + toBroker.port());
        external.put("broker.tls", "false");
        external.put("broker.password-file", queue.toString());
        return external;
    }

    private Settings settings(Map<String, String> more) {
        return new SettingsReader()
                .commandLine(properties(more))
                .read(Path.of("").toAbsolutePath());
    }

    private Map<String, String> properties(Map<String, String> more) {
        var all = new LinkedHashMap<>(more);
        all.putAll(pace);
        all.put("folders.data", folder.resolve("data").toString());
        all.put("folders.config", folder.resolve("config").toString());
        all.put("http.port", "0");
        all.put("management.port", "0");
        all.put("upkeep.sweep-interval", "1s");
        return all;
    }
}
