package org.passerelle.rights.deadlines;

import java.time.LocalDate;

/**
 * Two months more, once.
 *
 * @param notifiedOn the day the person was told, with the reason; the decision alone extends
 *     nothing
 */
public record Extension(Reason reason, LocalDate decidedOn, LocalDate notifiedOn) {
    public Extension {
        if (notifiedOn.isBefore(decidedOn)) {
            throw new IllegalArgumentException(
                    "an extension is told on "
                            + notifiedOn
                            + ", before it is decided on "
                            + decidedOn);
        }
    }

    /** The only two reasons there are. Source: GDPR Art. 12(3). */
    public enum Reason {
        COMPLEXITY,
        NUMBER_OF_REQUESTS
    }
}
