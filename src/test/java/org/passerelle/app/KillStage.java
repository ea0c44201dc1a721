package org.passerelle.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.passerelle.app.backing.EmbeddedMariaDb.Access;
import org.passerelle.app.backing.MariaDbInstallation;
import org.passerelle.app.backing.OrphanServer;
import org.passerelle.app.backing.PrivateFiles;
import org.passerelle.app.demo.DemoFiles;
import org.passerelle.messages.MessageCodec;
import org.passerelle.simulator.MoodleSimulator;
import org.passerelle.simulator.site.Family;
import org.passerelle.simulator.site.SimulatedSite;

/**
 * A simulated Moodle that lives here and remembers every call, and a Passerelle in a process of its
 * own that is killed at random instants. Its store is read and its broker written from outside.
 */
final class KillStage implements AutoCloseable {
    private final Path folder;
    private final Random random;
    private final HttpClient http = HttpClient.newHttpClient();
    private final int brokerPort = MariaDbInstallation.freePort();
    private final SimulatedSite site;
    private final MoodleSimulator moodle;
    private RunningProcess process;
    private int daysBack;

    KillStage(Path folder, int daysBack, Random random) throws IOException {
        this.folder = folder;
        this.daysBack = daysBack;
        this.random = random;
        // As far back as the process: a time of tomorrow is no readable one.
        var past = Clock.offset(Clock.systemUTC(), Duration.ofDays(-daysBack));
        site = SimulatedSite.demo(Family.V5_1, past, "UPR");
        site.cron().every(Duration.ofSeconds(1));
        moodle = MoodleSimulator.start(site);
        DemoFiles.copy(Path.of("config"), folder.resolve("config"));
        DemoFiles.delete(folder.resolve("config/organisations/imp-formation"));
        var secrets = folder.resolve("secrets");
        PrivateFiles.write(secrets.resolve("upromi-moodle.read"), List.of(site.reader().token()));
        PrivateFiles.write(
                secrets.resolve("upromi-moodle.command"), List.of(site.commander().token()));
        DemoFiles.organisation(folder.resolve("config"), folder, "upromi", moodle);
        pollRarely(folder.resolve("config/organisations/upromi/organisation.yaml"));
    }

    /** One whole round at the start and no other while the test runs, however slow the machine. */
    static void pollRarely(Path organisation) throws IOException {
        var rare =
                "polls: { accesses: 30d, enrolments: 30d, users: 30d, grades-full: 30d,"
                        + " completion-full: 30d }";
        Files.writeString(
                organisation, Files.readString(organisation).replaceAll("polls: .*", rare));
    }

    SimulatedSite site() {
        return site;
    }

    MoodleSimulator moodle() {
        return moodle;
    }

    /** From the next start on, the process lives in the present. */
    void daysPass() {
        daysBack = 0;
    }

    void start() throws IOException {
        var options = new ArrayList<String>();
        options.add(Integer.toString(daysBack));
        options.add("folders.data=" + folder.resolve("data"));
        options.add("folders.config=" + folder.resolve("config"));
        options.add("broker.port=" + brokerPort);
        options.add("http.port=0");
        options.add("management.port=0");
        options.add("upkeep.sweep-interval=1s");
        options.add("upkeep.command-interval=500ms");
        options.add("upkeep.outbox-interval=50ms");
        options.add("upkeep.expiry-interval=1s");
        options.add("delivery.redelivery-delay=100ms");
        options.add("commands.lease=3s");
        options.add("moodle.cron-pause=500ms");
        process = RunningProcess.startMain(KillableNode.class, folder.resolve("data"), options);
    }

    /** Waits a random instant, kills, and starts again. */
    void killWithin(Duration time) throws Exception {
        LockSupport.parkNanos((long) (time.toNanos() * random.nextDouble()));
        process.kill();
        start();
    }

    boolean stop() throws InterruptedException {
        return process.stop(10);
    }

    static void until(String what, BooleanSupplier done) {
        await(what)
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(100))
                .until(done::getAsBoolean);
    }

    /** The only column of the only row. */
    long number(String query) {
        return Long.parseLong(texts(query).getFirst());
    }

    /** The only column of all rows. */
    List<String> texts(String query) {
        try {
            var access = Files.readAllLines(folder.resolve("data/store/credentials"));
            try (var connection =
                            DriverManager.getConnection(
                                    "jdbc:mariadb://127.0.0.1:"
                                            + storePort()
                                            + "/passerelle?sslMode=disable",
                                    Access.DATA,
                                    access.getFirst());
                    var rows = connection.createStatement().executeQuery(query)) {
                var texts = new ArrayList<String>();
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
                return texts;
            }
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    long count(String tableAndCondition) {
        return number("SELECT COUNT(*) FROM " + tableAndCondition);
    }

    private String storePort() throws IOException {
        long pid =
                Long.parseLong(Files.readString(folder.resolve("data/store/mariadb.pid")).strip());
        return ProcessHandle.of(pid).flatMap(server -> server.info().arguments()).stream()
                .flatMap(java.util.Arrays::stream)
                .filter(argument -> argument.startsWith("--port="))
                .map(argument -> argument.substring("--port=".length()))
                .findFirst()
                .orElseThrow();
    }

    /** As another program would: durable, in one transaction. */
    void tell(List<String> facts) throws IOException, JMSException {
        var password = Files.readAllLines(folder.resolve("data/broker/credentials")).getFirst();
        try (var factory = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + brokerPort);
                var connection = factory.createConnection("passerelle", password);
                var session = connection.createSession(true, Session.SESSION_TRANSACTED);
                var producer = session.createProducer(session.createQueue("passerelle.facts"))) {
            for (String fact : facts) {
                var message = session.createBytesMessage();
                message.writeBytes(fact.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                producer.send(message);
            }
            session.commit();
        }
    }

    HttpResponse<String> post(String path, String token, String body) throws Exception {
        var request =
                body.isEmpty()
                        ? request(path, token).POST(HttpRequest.BodyPublishers.noBody())
                        : request(path, token)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body));
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** The commands in that state, as the door for programs lists them. */
    List<JsonNode> commands(String state) {
        try {
            var answer =
                    http.send(
                            request("/commands?limit=100&state=" + state, localToken()).build(),
                            BodyHandlers.ofString());
            var found = new ArrayList<JsonNode>();
            MessageCodec.json().readTree(answer.body()).path("items").forEach(found::add);
            return found;
        } catch (IOException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** An officer's account approves all that is proposed. */
    void approveAll() throws Exception {
        var account =
                post(
                        "/accounts",
                        localToken(),
                        "{\"name\":\"officer\",\"roles\":[\"dpo\"],\"days\":30}");
        var token = MessageCodec.json().readTree(account.body()).path("token").asText();
        var numbers = commands("proposed").stream().map(c -> c.path("number").asText()).toList();
        var answer =
                post(
                        "/commands/approvals",
                        token,
                        "{\"commands\":[" + String.join(",", numbers) + "]}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** What the hygiene check of the running process found, after everything that happened. */
    JsonNode leaks() throws Exception {
        var answer = post("/journal/hygiene", localToken(), "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return MessageCodec.json().readTree(answer.body()).path("leaks");
    }

    private String localToken() throws IOException {
        return Files.readAllLines(folder.resolve("data/local-door")).get(1);
    }

    private HttpRequest.Builder request(String path, String token) {
        var api = process.readyLine().replaceFirst(".*(http://[^,]+),.*", "$1");
        return HttpRequest.newBuilder(URI.create(api + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + token);
    }

    @Override
    public void close() throws Exception {
        if (process != null) {
            process.kill();
            stopOrphan();
        }
        moodle.close();
        http.close();
    }

    /** What the killed process left behind; the next start would stop it, but there is none. */
    private void stopOrphan() throws IOException {
        OrphanServer.stop(
                folder.resolve("data/store/mariadb.pid"), folder.resolve("data/store/data"));
    }
}
