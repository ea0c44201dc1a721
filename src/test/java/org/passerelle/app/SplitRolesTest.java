package org.passerelle.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.app.backing.PrivateFiles;
import org.passerelle.app.demo.DemoFiles;
import org.passerelle.app.node.Parts;
import org.passerelle.app.settings.SettingsReader;
import org.passerelle.messages.MessageCodec;
import org.passerelle.simulator.MoodleSimulator;
import org.passerelle.simulator.site.Family;
import org.passerelle.simulator.site.SimulatedSite;

/**
 * Four processes with one role each, which share a MariaDB and an Artemis over TLS and nothing else
 * but the files that docs/operations.md names: each is given exactly those of its role.
 */
class SplitRolesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private final SimulatedSite site = SimulatedSite.demo(Family.V5_1, Clock.systemUTC(), "UPR");
    private String address = "";

    @Test
    void an_erasure_goes_from_the_poll_to_its_receipt_through_four_processes() throws Exception {
        site.cron().every(Duration.ofSeconds(1));
        try (var moodle = MoodleSimulator.start(site);
                var external = external();
                var engine = start("engine", moodle, outside(external));
                var others = new Parts()) {
            assertThat(engine.readyLine()).contains("ready");
            startRest(others, moodle, outside(external));
            untilPolled();

            long command = erase("UPR-00001");

            var receipt = receipt(command);
            assertThat(receipt.toString()).contains("verified-account-gone");
            assertThat(site.users().stream().filter(user -> user.is("deleted"))).hasSize(1);
            var evidence = ask("POST", "/journal/verification", localToken(), "{}");
            assertThat(evidence.toString())
                    .as("what the engine chained, the api can verify: they share the keys")
                    .contains("\"intact\":true");
        }
    }

    private TlsParts external() throws Exception {
        return new TlsParts(folder.resolve("tls"), new SettingsReader().read(folder).delivery());
    }

    private static Map<String, String> outside(TlsParts external) throws IOException {
        return external.settings("server");
    }

    private void startRest(Parts parts, MoodleSimulator moodle, Map<String, String> external) {
        var starting =
                List.of("poller", "executor", "api").stream()
                        .map(
                                role ->
                                        CompletableFuture.supplyAsync(
                                                () -> start(role, moodle, external),
                                                task -> Thread.ofPlatform().start(task)))
                        .toList();
        starting.forEach(one -> parts.add("process", one.join()));
        address =
                starting.getLast()
                        .join()
                        .readyLine()
                        .replaceFirst(".*(http://[^,]+/api/v1),.*", "$1");
    }

    private RunningProcess start(
            String role, MoodleSimulator moodle, Map<String, String> external) {
        try {
            var home = Files.createDirectories(folder.resolve("of-" + role));
            DemoFiles.copy(Path.of("config"), home.resolve("config"));
            DemoFiles.delete(home.resolve("config/organisations/imp-formation"));
            DemoFiles.organisation(home.resolve("config"), home, "upromi", moodle);
            KillStage.pollRarely(home.resolve("config/organisations/upromi/organisation.yaml"));
            tokens(role, home.resolve("secrets"));
            var settings = new LinkedHashMap<>(external);
            settings.put("folders.config", home.resolve("config").toString());
            settings.putAll(shared(role));
            settings.put("upkeep.rights-interval", "500ms");
            settings.put("upkeep.command-interval", "500ms");
            settings.put("moodle.cron-pause", "1s");
            var options = new ArrayList<>(List.of("--roles", role));
            settings.forEach((key, value) -> options.addAll(List.of("--set", key + "=" + value)));
            return RunningProcess.start(home.resolve("data"), options.toArray(String[]::new));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(role, e);
        }
    }

    /** As docs/operations.md, Roles: who needs which key. */
    private Map<String, String> shared(String role) {
        var keys = folder.resolve("keys");
        var shared = new LinkedHashMap<String, String>();
        shared.put("keys.master-key-file", keys.resolve("master.key").toString());
        if (role.equals("engine") || role.equals("api")) {
            shared.put("commands.signing-key-file", keys.resolve("commands.signing").toString());
            shared.put("journal.key-file", keys.resolve("journal.key").toString());
            shared.put("journal.signing-key-file", keys.resolve("journal.signing").toString());
            shared.put("journal.public-keys", keys.resolve("journal").toString());
            shared.put("journal.second-place", folder.resolve("evidence").toString());
        }
        if (role.equals("engine") || role.equals("executor")) {
            shared.put("commands.verification-keys", keys.resolve("commands").toString());
        }
        return shared;
    }

    private void tokens(String role, Path secrets) throws IOException {
        if (!role.equals("engine")) {
            PrivateFiles.write(
                    secrets.resolve("upromi-moodle.read"), List.of(site.reader().token()));
        }
        if (role.equals("executor")) {
            PrivateFiles.write(
                    secrets.resolve("upromi-moodle.command"), List.of(site.commander().token()));
        }
    }

    private void untilPolled() {
        await().atMost(PATIENCE).until(() -> complete("enrolment"));
    }

    private boolean complete(String kind) throws Exception {
        var runs = ask("GET", "/platforms/upromi-moodle/runs", localToken(), "").path("items");
        return runs.valueStream()
                .filter(run -> run.path("kind").asText().equals(kind))
                .anyMatch(run -> run.path("verdict").asText().equals("complete"));
    }

    /** By two officers, without time for a change of mind. */
    private long erase(String learner) throws Exception {
        var one = officer("claire");
        var other = officer("denis");
        var opened =
                ask(
                        "POST",
                        "/requests",
                        one,
                        REQUEST.formatted(LocalDate.now(Clock.systemUTC()), learner));
        var path = "/requests/" + opened.path("number").asLong();
        ask("POST", path + "/identity", one, "{\"method\":\"call-back\"}");
        var proposal = (ObjectNode) ask("GET", path + "/proposal", one, "");
        for (JsonNode line : proposal.path("lines")) {
            ((ObjectNode) line).put("verdict", "erase-now").put("because", "").remove("until");
        }
        ask("POST", path + "/assessment", one, proposal.toString());
        ask("POST", path + "/approval", other, "{\"coolOffDays\":0}");
        await().atMost(PATIENCE).until(() -> !commands().isEmpty());
        return commands().path(0).path("number").asLong();
    }

    private JsonNode commands() throws Exception {
        return ask("GET", "/commands", localToken(), "").path("items");
    }

    private JsonNode receipt(long command) {
        return await().atMost(PATIENCE)
                .until(
                        () -> ask("GET", "/receipts/" + command, localToken(), ""),
                        answer -> !answer.has("status"));
    }

    private String officer(String name) throws Exception {
        var body = "{\"name\":\"" + name + "\",\"roles\":[\"dpo\"],\"days\":1}";
        return ask("POST", "/accounts", localToken(), body).path("token").asText();
    }

    private String localToken() throws IOException {
        return Files.readAllLines(folder.resolve("of-api/data/local-door")).get(1);
    }

    private JsonNode ask(String method, String path, String token, String body) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(address + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return MessageCodec.json().readTree(http.send(request, BodyHandlers.ofString()).body());
    }

    private static final String REQUEST =
            """
            {"organisation": "upromi", "type": "erasure", "channel": "email",
             "receivedOn": "%s", "platform": "upromi-moodle", "learnerNumber": "%s",
             "applicant": {"familyName": "Modèle", "givenName": "Ondine",
                           "home": "4 rue Inventée", "mailAddress": "ondine@courriel.example",
                           "object": "Je demande l'effacement."}}
            """;
}
