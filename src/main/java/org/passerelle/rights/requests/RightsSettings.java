package org.passerelle.rights.requests;

import java.time.Duration;
import java.time.Period;

/**
 * @param coolOff how long an approved erasure waits for a change of mind
 * @param identityKept how long the applicant's own words are kept after closing
 */
public record RightsSettings(Duration coolOff, Duration identityKept) {
    /**
     * How long the register keeps an ended request. Source: UPR-61, «délai de prescription civile»
     * (Code civil, art. 2224); IMP publishes none, and the same right is proved for the same time.
     */
    public static final Period REGISTER_KEPT = Period.ofYears(5);

    public RightsSettings {
        if (coolOff.isNegative() || coolOff.toDays() > 28) {
            throw new IllegalArgumentException(
                    "rights.cool-off is "
                            + coolOff.toDays()
                            + " days; expected 0 to 28: it must fit in the month");
        }
    }

    /** Source: algorithms 5.5 (3) and (12). */
    public static RightsSettings defaults() {
        return new RightsSettings(Duration.ofDays(7), Duration.ofDays(30));
    }
}
