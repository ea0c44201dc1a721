package org.passerelle.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk of the data folder fills up while Passerelle runs, and is emptied again. */
class FullDiskTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir Path folder;
    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectories(folder.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=1500m", "tmpfs", disk.toString()), "mount");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", "-l", disk.toString());
    }

    @Test
    void polls_stop_health_says_so_and_it_goes_on_when_there_is_room() throws Exception {
        var data = disk.resolve("data");
        try (var process =
                        RunningProcess.start(
                                data, "--set", "delivery.health-check-interval=200ms");
                var http = HttpClient.newHttpClient()) {
            var health = process.readyLine().replaceFirst(".*health (http:[^,]+),.*", "$1");
            var filling = disk.resolve("filling");
            fillUpTo(filling, 120L << 20);
            await().atMost(PATIENCE)
                    .until(() -> get(http, health), said -> said.contains("MB left; polls stop"));
            assertThat(get(http, health)).contains("503").contains("\"DOWN\"");
            await().atMost(PATIENCE)
                    .until(
                            () ->
                                    RunningProcess.errors(data)
                                            .contains("poll-run-poll-task: the disk of the data"));

            Files.delete(filling);

            await().atMost(PATIENCE).until(() -> get(http, health), said -> said.startsWith("200"));
            await().atMost(PATIENCE)
                    .until(
                            () ->
                                    RunningProcess.errors(data)
                                            .contains("poll-run-poll-task: our own store and"));
            assertThat(process.stop(10)).isTrue();
        }
    }

    private void fillUpTo(Path file, long left) throws IOException {
        try (var filling = new RandomAccessFile(file.toFile(), "rw")) {
            var zeros = new byte[1 << 20];
            while (Files.getFileStore(disk).getUsableSpace() > left) {
                filling.write(zeros);
            }
        }
    }

    private static String get(HttpClient http, String address) throws Exception {
        var answer =
                http.send(
                        HttpRequest.newBuilder(URI.create(address)).build(),
                        BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    }
}
