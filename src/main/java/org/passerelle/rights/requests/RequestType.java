package org.passerelle.rights.requests;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What may be asked. Source: GDPR Art. 15 to 21; loi Informatique et Libertés, Art. 85. */
public enum RequestType {
    ACCESS,
    PORTABILITY,
    RECTIFICATION,
    ERASURE,
    RESTRICTION,
    OBJECTION,
    POST_MORTEM;

    /** The spelling in packs, tables and answers: {@code post-mortem}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<RequestType> of(String key) {
        return Arrays.stream(values()).filter(type -> type.key().equals(key)).findFirst();
    }

    public static String keys() {
        return Arrays.stream(values()).map(RequestType::key).collect(Collectors.joining(", "));
    }

    /** Whether each category of data gets a decision of its own (5.5). */
    public boolean decidedByCategory() {
        return this == ERASURE;
    }

    /** Whether it destroys for good, so that one person alone never carries it through. */
    public boolean destructive() {
        return this == ERASURE;
    }

    /** Whether it is answered with the person's own data. */
    public boolean answeredWithCopy() {
        return this == ACCESS || this == PORTABILITY;
    }
}
