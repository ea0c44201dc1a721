package org.passerelle.simulator.functions;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One declared parameter of a function. Moodle refuses what is missing, ill-typed or not declared,
 * always with the same words.
 */
public sealed interface Param {
    String key();

    boolean required();

    /** One scalar. */
    record Value(String key, Kind kind, boolean required) implements Param {}

    /** A list of scalars: {@code values[0]=…}. */
    record Values(String key, Kind kind, boolean required) implements Param {}

    /** A list of structures: {@code users[0][id]=…}. */
    record Rows(String key, List<Param> columns, boolean required) implements Param {}

    /** One structure: {@code options[ids][0]=…}. */
    record Struct(String key, List<Param> columns, boolean required) implements Param {}

    /** Moodle's PARAM_ types, as far as they refuse anything. */
    enum Kind {
        INT("-?\\d{1,19}"),
        BOOL("0|1|true|false|"),
        ALPHA("[a-zA-Z]*"),
        ALPHANUMEXT("[a-zA-Z0-9_-]*"),
        USERNAME("[-.@_a-z0-9]*"),
        TEXT("(?s)(?!.*<[a-zA-Z/!]).*"),
        RAW("(?s).*"),
        AUTH("");

        private static final Set<String> AUTH_PLUGINS =
                Set.of("manual", "nologin", "email", "ldap", "oauth2", "shibboleth", "cas", "db");

        private final Pattern accepted;

        Kind(String accepted) {
            this.accepted = Pattern.compile(accepted);
        }

        boolean accepts(String value) {
            return this == AUTH ? AUTH_PLUGINS.contains(value) : accepted.matcher(value).matches();
        }
    }

    static Param needed(String key, Kind kind) {
        return new Value(key, kind, true);
    }

    static Param optional(String key, Kind kind) {
        return new Value(key, kind, false);
    }

    static Param rows(String key, Param... columns) {
        return new Rows(key, List.of(columns), true);
    }

    static Param optionalRows(String key, Param... columns) {
        return new Rows(key, List.of(columns), false);
    }

    static Param values(String key, Kind kind) {
        return new Values(key, kind, true);
    }

    static Param optionalValues(String key, Kind kind) {
        return new Values(key, kind, false);
    }
}
