package org.passerelle.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.app.node.Node;
import org.passerelle.app.settings.Role;
import org.passerelle.app.settings.SettingsReader;
import org.passerelle.failures.Failure;
import org.passerelle.messages.MessageCodec;

/** The shipped organisations as they are: nobody has put a token there yet. */
class FreshStartTest {
    @TempDir Path folder;

    @Test
    void without_tokens_polls_are_refused_health_and_doctor_name_the_file_and_nothing_fails()
            throws Exception {
        var settings =
                new SettingsReader()
                        .commandLine(
                                Map.of(
                                        "folders.data", folder.resolve("data").toString(),
                                        "http.port", "0",
                                        "management.port", "0"))
                        .read(Path.of("").toAbsolutePath());

        try (var node = Node.start(settings, EnumSet.allOf(Role.class), Clock.systemUTC());
                var http = HttpClient.newHttpClient()) {
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> refusedPolls(get(http, node, "/health")).has("course"));

            assertThat(refusedPolls(get(http, node, "/health")).path("course").asText())
                    .contains("upromi-moodle: read-token-file")
                    .contains(
                            "secrets/upromi-moodle.read cannot be read; to mend it: put the token");
            assertThat(ask(http, node, "/platforms/upromi-moodle/examinations", "POST").toString())
                    .contains("secrets/upromi-moodle.read cannot be read");
            assertThat(node.wiring().failed().list(Failure.Filter.OPEN, Long.MAX_VALUE, 9))
                    .isEmpty();
        }
    }

    private static JsonNode refusedPolls(JsonNode health) {
        return health.path("platforms").path("upromi-moodle").path("refusedPolls");
    }

    private JsonNode get(HttpClient http, Node node, String path)
            throws IOException, InterruptedException {
        return ask(http, node, path, "GET");
    }

    private JsonNode ask(HttpClient http, Node node, String path, String method)
            throws IOException, InterruptedException {
        var token = Files.readAllLines(folder.resolve("data/local-door")).get(1);
        var request =
                HttpRequest.newBuilder(URI.create(node.api() + path))
                        .header("Authorization", "Bearer " + token)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build();
        return MessageCodec.json().readTree(http.send(request, BodyHandlers.ofString()).body());
    }
}
