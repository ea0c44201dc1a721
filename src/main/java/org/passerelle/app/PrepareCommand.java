package org.passerelle.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * Starts and stops everything once in a folder that is thrown away, so that the launcher can keep
 * the loaded classes for the next start.
 */
@Command(name = "prepare", hidden = true)
final class PrepareCommand implements Callable<Integer> {
    @Override
    public Integer call() throws IOException {
        var folder = Files.createTempDirectory("passerelle-prepare-");
        try {
            var home = SettingOptions.home();
            var settings =
                    new SettingsReader()
                            .file(home.resolve("config/passerelle.properties"))
                            .commandLine(
                                    Map.of(
                                            "folders.data", folder.resolve("data").toString(),
                                            "http.port", "0",
                                            "management.port", "0"))
                            .read(home);
            Node.start(settings, EnumSet.allOf(Role.class), Clock.systemUTC()).close();
            return 0;
        } finally {
            delete(folder);
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(
                            file -> {
                                try {
                                    Files.delete(file);
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            });
        }
    }
}
