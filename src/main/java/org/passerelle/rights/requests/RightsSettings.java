package org.passerelle.rights.requests;

import java.time.Duration;

/**
 * @param coolOff how long an approved erasure waits for a change of mind
 * @param identityKept how long the applicant's own words are kept after closing
 */
public record RightsSettings(Duration coolOff, Duration identityKept) {
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
