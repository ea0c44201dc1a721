package org.passerelle.archive;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Why somebody entitled reads the archive on one occasion (LEG-01). */
public enum Motive {
    FUNDER_CONTROL,
    AUTHORITY_CONTROL,
    AUDIT,
    LITIGATION,
    ACCOUNTING,
    DUPLICATE_OF_CERTIFICATE,
    REQUEST_OF_THE_PERSON;

    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Motive> of(String key) {
        return Arrays.stream(values()).filter(motive -> motive.key().equals(key)).findFirst();
    }

    public static String keys() {
        return Arrays.stream(values()).map(Motive::key).collect(Collectors.joining(", "));
    }
}
