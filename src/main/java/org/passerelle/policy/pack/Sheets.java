package org.passerelle.policy.pack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All policy files of one organisation, each read and fitting its schema. */
record Sheets(Path folder, Map<PolicyFile, Row> files) {
    /** Empty when one is missing or wrong. */
    static Optional<Sheets> read(Path folder, Yaml yaml, Findings findings) {
        var files = new EnumMap<PolicyFile, Row>(PolicyFile.class);
        for (PolicyFile kind : PolicyFile.values()) {
            var file = folder.resolve(kind.fileName());
            if (Files.isRegularFile(file)) {
                yaml.read(file, kind.schema()).ifPresent(row -> files.put(kind, row));
            } else {
                findings.invalid(file, 0, "is missing", "write it, be it with an empty list");
            }
        }
        refuseStrangers(folder, findings);
        return files.size() == PolicyFile.values().length
                ? Optional.of(new Sheets(folder, files))
                : Optional.empty();
    }

    /** The rows of a file's one top key. */
    List<Row> rows(PolicyFile kind) {
        return file(kind).rows(kind.key());
    }

    Row file(PolicyFile kind) {
        var row = files.get(kind);
        if (row == null) {
            throw new IllegalStateException(kind + " was read before");
        }
        return row;
    }

    /** Reports every row whose key another row of the same file has. */
    void refuseTwins(PolicyFile kind, Findings findings) {
        var seen = new HashMap<String, Row>();
        for (Row row : rows(kind)) {
            var first = seen.putIfAbsent(row.text("key"), row);
            if (first != null) {
                findings.invalid(
                        row,
                        "key " + row.text("key") + " stands on line " + first.line() + " already",
                        "give one of the two another key");
            }
        }
    }

    private static boolean belongs(String name) {
        return PolicyFile.named(name).isPresent()
                || name.equals(Signatures.FILE)
                || name.equals(Acceptances.FILE);
    }

    private static void refuseStrangers(Path folder, Findings findings) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.list(folder)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> !belongs(file.getFileName().toString()))
                    .sorted()
                    .forEach(
                            file ->
                                    findings.invalid(
                                            file,
                                            0,
                                            "is no policy file",
                                            "the files are " + PolicyFile.names()));
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " cannot be read", e);
        }
    }
}
