package org.passerelle.failures;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Why a person gave a message up. A closed list, so that no free text enters the journal. */
public enum DiscardReason {
    DUPLICATE,
    SUPERSEDED,
    HANDLED_BY_HAND,
    NO_LONGER_WANTED,
    UNREADABLE,
    TEST;

    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<DiscardReason> of(String key) {
        return Arrays.stream(values()).filter(reason -> reason.key().equals(key)).findFirst();
    }

    /** All keys, for a message that says what was expected. */
    public static String keys() {
        return Arrays.stream(values()).map(DiscardReason::key).collect(Collectors.joining(", "));
    }
}
