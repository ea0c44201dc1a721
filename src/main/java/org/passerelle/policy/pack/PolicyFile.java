package org.passerelle.policy.pack;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The files of an organisation's {@code policy} folder. The file's name is its one top key. */
enum PolicyFile {
    PACK,
    CATEGORIES,
    OPERATIONS,
    PURPOSES,
    RECIPIENTS,
    MATRIX,
    RETENTION,
    OVERLAYS,
    TRANSFERS,
    RIGHTS,
    /** What the published policy states, for the linter; no rule comes from it. */
    PUBLISHED;

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    String fileName() {
        return key() + ".yaml";
    }

    String schema() {
        return "policy-" + key() + ".schema.json";
    }

    static Optional<PolicyFile> named(String fileName) {
        return Arrays.stream(values()).filter(file -> file.fileName().equals(fileName)).findFirst();
    }

    static String names() {
        return Arrays.stream(values()).map(PolicyFile::fileName).collect(Collectors.joining(", "));
    }
}
