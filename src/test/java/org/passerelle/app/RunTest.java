package org.passerelle.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program in a process of its own. */
class RunTest {
    @TempDir Path folder;

    @Test
    void it_starts_answers_stops_in_time_and_starts_again_after_a_kill() throws Exception {
        var data = folder.resolve("data");
        try (var first = RunningProcess.start(data)) {
            assertThat(get(healthOf(first)).body()).contains("\"status\":\"UP\"");
            assertThat(get(apiOf(first) + "/me").statusCode()).isEqualTo(401);
            assertThat(RunningProcess.exitCode(data, "run", "--data", data.toString()))
                    .isEqualTo(1);
            assertThat(RunningProcess.errors(data)).contains("is in use by the process with pid");

            assertThat(first.stop(10)).isTrue();
        }
        assertThat(database(data)).as("no server is left behind").isEmpty();
        assertThat(data.resolve("local-door")).doesNotExist();

        var second = RunningProcess.start(data);
        var orphan = database(data).orElseThrow();
        second.kill();

        try (var third = RunningProcess.start(data)) {
            assertThat(orphan.isAlive()).isFalse();
            assertThat(get(healthOf(third)).body()).contains("\"status\":\"UP\"");
        }
    }

    @Test
    void wrong_settings_and_half_a_process_end_with_one_line_each() throws Exception {
        var data = folder.resolve("data");

        int unknown =
                RunningProcess.exitCode(
                        data, "run", "--data", data.toString(), "--set", "store.usr=x");
        assertThat(unknown).isEqualTo(1);
        assertThat(RunningProcess.errors(data))
                .contains("unknown setting store.usr (--set); nearest known: store.user")
                .doesNotContain("\tat ");

        int half =
                RunningProcess.exitCode(
                        data, "run", "--data", data.toString(), "--roles", "poller,engine");
        assertThat(half).isEqualTo(1);
        assertThat(RunningProcess.errors(data))
                .contains("shares store, broker and keys with others, but");
        assertThat(Files.exists(data)).as("nothing was written").isFalse();
    }

    private static java.util.Optional<ProcessHandle> database(Path data) throws IOException {
        var file = data.resolve("store/mariadb.pid");
        return Files.exists(file)
                ? ProcessHandle.of(Long.parseLong(Files.readString(file).strip()))
                : java.util.Optional.empty();
    }

    private static String healthOf(RunningProcess process) {
        return find("health (http://\\S+?),", process.readyLine());
    }

    private static String apiOf(RunningProcess process) {
        return find("ms: (http://\\S+?),", process.readyLine());
    }

    private static String find(String pattern, String line) {
        var match = Pattern.compile(pattern).matcher(line);
        assertThat(match.find()).as(line).isTrue();
        return match.group(1);
    }

    private static HttpResponse<String> get(String address) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(address)).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
