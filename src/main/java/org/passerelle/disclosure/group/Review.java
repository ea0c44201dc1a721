package org.passerelle.disclosure.group;

import java.time.LocalDate;
import java.util.Optional;

/**
 * The last day of a permission before somebody else has to look at it again. Source: IMP-60.
 *
 * @param on the permission is current on this day, and overdue from the next one
 */
public record Review(LocalDate on) {
    /** A permission nobody looked at for so long is one nobody answers for. */
    public static final int LONGEST_DAYS = 366;

    /** Why nobody may set this day today; empty when it may be set. */
    public Optional<String> objection(LocalDate today) {
        return on.isAfter(today) && !on.isAfter(today.plusDays(LONGEST_DAYS))
                ? Optional.empty()
                : Optional.of("reviewOn must be after today and within one year");
    }

    public boolean overdue(LocalDate today) {
        return today.isAfter(on);
    }
}
