package org.passerelle.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.passerelle.api.LocalDoor;
import org.passerelle.app.RunningProcess;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.policy.pack.Packs;

/**
 * A whole Passerelle in a process of its own, wired to one real Moodle, spoken to over its REST
 * door.
 */
final class LivePasserelle implements AutoCloseable {
    static final String PLATFORM = "upromi-moodle";

    /** Intervals of seconds, for everything. */
    static final String EVERYTHING =
            "{ accesses: 60s, enrolments: 60s, users: 60s, grades-full: 60s,"
                    + " completion-full: 120s }";

    /** Rounds of users all the time, the rest once. */
    static final String PEOPLE =
            "{ accesses: 24h, enrolments: 24h, users: 60s, grades-full: 24h,"
                    + " completion-full: 24h }";

    private final RunningProcess process;
    private final LocalDoor door;
    private final String officer;
    private final HttpClient http = HttpClient.newHttpClient();

    private LivePasserelle(RunningProcess process, LocalDoor door, String officer) {
        this.process = process;
        this.door = door;
        this.officer = officer;
    }

    /** The seed pack of one organisation, with the site's address and intervals of seconds. */
    static LivePasserelle start(Path folder, LiveSite site, String polls) throws IOException {
        var config = folder.resolve("config");
        copy(Path.of("config/schemas"), config.resolve("schemas"));
        copy(Path.of("config/rights"), config.resolve("rights"));
        copy(Path.of("config/organisations/upromi"), config.resolve("organisations/upromi"));
        var declaration = config.resolve("organisations/upromi/organisation.yaml");
        Files.writeString(declaration, wired(Files.readString(declaration), site, polls));
        signedWithoutWaiting(config);
        var data = folder.resolve("data");
        var process =
                RunningProcess.start(
                        data,
                        "--set",
                        "folders.config=" + config,
                        "--set",
                        "upkeep.sweep-interval=5s",
                        "--set",
                        "upkeep.command-interval=3s");
        var door = LocalDoor.read(data).orElseThrow();
        var started = new LivePasserelle(process, door, "");
        var officer =
                started.post(
                        "/accounts",
                        """
                        {"name": "live-dpo", "roles": ["dpo@upromi"], "days": 1}
                        """);
        return new LivePasserelle(process, door, officer.path("token").asText());
    }

    /**
     * The seed pack waits a month between suspension and erasure; this one, signed anew, does not.
     */
    private static void signedWithoutWaiting(Path config) throws IOException {
        var policy = config.resolve("organisations/upromi/policy");
        var rows = policy.resolve("retention.yaml");
        Files.writeString(
                rows,
                Files.readString(rows)
                        .replaceFirst("(?m)^    at-end-of-active: suspend-account\\R", "")
                        .replaceFirst("(?m)^    propose-erasure-after: P30D\\R", ""));
        var unsigned = Packs.load(config).signature(new OrganisationKey("upromi")).toString();
        var digest = Pattern.compile("[0-9a-f]{64}").matcher(unsigned);
        assertThat(digest.find()).as(unsigned).isTrue();
        var signature = policy.resolve("signature.yaml");
        Files.writeString(
                signature,
                Files.readString(signature)
                        .replaceFirst("digest: [0-9a-f]{64}", "digest: " + digest.group()));
    }

    private static String wired(String yaml, LiveSite site, String polls) {
        var values =
                Map.of(
                        "base-url", site.url().toString(),
                        "read-token-file", site.readTokenFile().toString(),
                        "command-token-file", site.commandTokenFile().toString(),
                        "canary-idnumber", site.canary(),
                        "polls", polls);
        String wired = yaml;
        for (var entry : values.entrySet()) {
            wired =
                    wired.replaceAll(
                            "(?m)(" + entry.getKey() + ":).*$",
                            "$1 " + Matcher.quoteReplacement(entry.getValue()));
        }
        return wired;
    }

    /** Complete runs over everything, by kind, oldest first. */
    Map<String, List<JsonNode>> completeRuns() {
        var runs = new TreeMap<String, List<JsonNode>>();
        for (JsonNode run : get("/platforms/" + PLATFORM + "/runs?limit=500").path("items")) {
            if (run.path("verdict").asText().equals("complete")
                    && run.path("coverage").asText().equals("full")) {
                runs.computeIfAbsent(run.path("kind").asText(), kind -> new ArrayList<>())
                        .addFirst(run);
            }
        }
        return runs;
    }

    /** The learner's pseudonym. */
    String contractEnded(String learner) {
        var fact =
                MessageCodec.json()
                        .createObjectNode()
                        .put("id", "live:" + learner)
                        .put("platform", PLATFORM)
                        .put("learnerNumber", learner)
                        .put("key", "contract-end")
                        .put("on", "2025-01-31")
                        .put("source", "crm");
        return post("/facts", fact.toString()).path("subject").asText();
    }

    /** Before 4.4 the way to an erasure depends on a setting nobody can read: one proves it. */
    void prove(long command) {
        decided(post("/commands/proofs", "{\"commands\": [" + command + "]}"));
    }

    /** The erasure of this subject, and of nobody else. */
    long proposedErasure(String subject, Duration atMost) {
        return Awaitility.await("an erasure of " + subject + " is proposed")
                .atMost(atMost)
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> erasureOf(subject), OptionalLong::isPresent)
                .getAsLong();
    }

    private OptionalLong erasureOf(String subject) {
        return StreamSupport.stream(
                        get("/commands?state=proposed").path("items").spliterator(), false)
                .filter(command -> command.path("type").asText().equals("erase"))
                .filter(command -> command.path("subject").asText().equals(subject))
                .mapToLong(command -> command.path("number").asLong())
                .findFirst();
    }

    void approve(long command) {
        decided(send("/commands/approvals", "{\"commands\": [" + command + "]}", officer));
    }

    private static void decided(JsonNode rulings) {
        assertThat(rulings.findValuesAsText("result"))
                .as(rulings.toString())
                .containsOnly("accepted");
    }

    /** As the data-protection officer. */
    JsonNode officer(String path, String body) {
        return send(path, body, officer);
    }

    JsonNode officerJson(String path) {
        return answer(request(path, officer).GET().build());
    }

    String officerText(String path) {
        try {
            var answer =
                    http.send(
                            request(path, officer).GET().build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    JsonNode get(String path) {
        return answer(request(path, door.token()).GET().build());
    }

    JsonNode post(String path, String body) {
        return send(path, body, door.token());
    }

    private JsonNode send(String path, String body, String token) {
        var request =
                request(path, token)
                        .POST(
                                body.isEmpty()
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body));
        return answer(
                (body.isEmpty() ? request : request.header("Content-Type", "application/json"))
                        .build());
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(URI.create(door.address() + path))
                .header("Authorization", "Bearer " + token);
    }

    private JsonNode answer(HttpRequest request) {
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            var body =
                    answer.body().length == 0
                            ? MessageCodec.json().nullNode()
                            : MessageCodec.json().readTree(answer.body());
            assertThat(answer.statusCode()).as(request.uri() + ": " + body).isBetween(200, 299);
            return body;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                var target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    @Override
    public void close() {
        http.close();
        process.close();
    }
}
