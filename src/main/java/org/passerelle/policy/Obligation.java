package org.passerelle.policy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What whoever uses a permitted field must do with it. */
public enum Obligation {
    /** Dates without their time of day. */
    ROUND_DATE,
    /** Shortened: an IP address to /24 or /48. */
    TRUNCATE,
    /** Shown as {@code m•••@d•••}. */
    MASK,
    /** Replaced by a keyed hash. */
    HASH,
    /** Only in totals over at least the pack's smallest group (LEG-17). */
    AGGREGATE,
    LOG_DISCLOSURE,
    NOTIFY,
    NO_STORE,
    /** Kept by whoever receives it no longer than {@link Grounds#expiresOn}. */
    EXPIRE_AT,
    SECOND_PERSON;

    private static final Set<Obligation> TRANSFORMING = EnumSet.range(ROUND_DATE, AGGREGATE);

    /** The spelling in YAML: {@code log-disclosure}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Obligation> of(String key) {
        return Arrays.stream(values()).filter(one -> one.key().equals(key)).findFirst();
    }

    /** Of those that change the value only the strictest stays; the others all apply. */
    static Set<Obligation> strictest(Set<Obligation> all) {
        if (all.size() < 2) {
            return all;
        }
        var kept = EnumSet.copyOf(all);
        kept.removeAll(TRANSFORMING);
        all.stream()
                .filter(TRANSFORMING::contains)
                .max((one, other) -> Integer.compare(one.ordinal(), other.ordinal()))
                .ifPresent(kept::add);
        return kept;
    }
}
