package org.passerelle.rights.deadlines;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How near the end of the time to answer is; later ones are more urgent. */
public enum Urgency {
    IN_TIME,
    /** Half of the time is gone. */
    HALF_GONE,
    /** Four fifths of the time are gone. */
    MOSTLY_GONE,
    /** Three working days are left, or fewer. */
    LAST_DAYS,
    /** The time is over. Shown until the request is answered, never hidden. */
    OVERDUE;

    /** The spelling in tables and answers: {@code half-gone}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Urgency> of(String key) {
        return Arrays.stream(values()).filter(urgency -> urgency.key().equals(key)).findFirst();
    }
}
