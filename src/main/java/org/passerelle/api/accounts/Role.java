package org.passerelle.api.accounts;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an account may be. Not the recipient roles of a policy pack, such as coordinator. */
public enum Role {
    /** Wires platforms, keeps accounts. Approves nothing that destroys. */
    ADMINISTRATOR,
    /** Understands and replays what failed, without reading personal data. */
    SUPPORT,
    /** Data-protection officer: approves erasures, sets holds. */
    DPO,
    /** The small named group that may export (IMP-30). */
    EXPORTER,
    /** Reads evidence, changes nothing. */
    AUDITOR,
    /** Reads one organisation's archive, with a motive. */
    ARCHIVE_READER;

    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Role> of(String key) {
        return Arrays.stream(values()).filter(role -> role.key().equals(key)).findFirst();
    }

    public static String keys() {
        return Arrays.stream(values()).map(Role::key).collect(Collectors.joining(", "));
    }
}
