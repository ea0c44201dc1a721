package org.passerelle.journal.alerts;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What alerts are about. Source: IMP-56. */
public enum AlertKind {
    /** Tokens that open nothing were shown again and again. */
    FAILED_SIGN_INS,
    /** The journal is not intact or not complete. */
    BROKEN_CHAIN,
    /** A personal value stands where only pseudonyms may. */
    PERSONAL_DATA_IN_CLEAR,
    /** An export was refused. */
    DENIED_EXPORT,
    /** An export was asked for at an unusual hour. */
    EXPORT_OUTSIDE_HOURS,
    /** One account read many subjects in a short time. */
    MASS_READ,
    /** Nobody looked in time whether a permission is still needed (IMP-60). */
    REVIEW_OVERDUE;

    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<AlertKind> of(String key) {
        return Arrays.stream(values()).filter(kind -> kind.key().equals(key)).findFirst();
    }
}
