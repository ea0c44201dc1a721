package org.passerelle.app.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import org.passerelle.simulator.MoodleSimulator;
import org.passerelle.simulator.site.DemoSite;

/** The files of a demo: copies of the real ones, with what the stage has of its own. */
public final class DemoFiles {
    private static final String POLLS =
            "{ accesses: 5s, enrolments: 5s, users: 5s, grades-full: 20s, completion-full: 20s }";

    private DemoFiles() {}

    /** The organisation's own file, with the address, tokens and intervals of the demo. */
    public static void organisation(
            Path config, Path data, String organisation, MoodleSimulator moodle)
            throws IOException {
        var file = config.resolve("organisations/" + organisation + "/organisation.yaml");
        var secrets = data.resolve("secrets").toAbsolutePath();
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceAll("base-url: .*", "base-url: " + moodle.baseUrl())
                        .replaceAll("-file: secrets/", "-file: " + secrets + "/")
                        .replaceAll("polls: .*", "polls: " + POLLS)
                        .replaceAll(
                                "canary-idnumber: .*",
                                "canary-idnumber: " + DemoSite.CANARY_NUMBER));
    }

    public static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            files.forEach(
                    file -> {
                        try {
                            var target = to.resolve(from.relativize(file).toString());
                            if (Files.isDirectory(file)) {
                                Files.createDirectories(target);
                            } else {
                                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                            }
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        }
    }

    public static void delete(Path folder) throws IOException {
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
