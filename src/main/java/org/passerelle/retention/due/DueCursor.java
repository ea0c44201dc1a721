package org.passerelle.retention.due;

import java.time.LocalDate;
import java.util.Optional;
import org.passerelle.personaldata.SubjectId;

/**
 * Where a page of due rows ended; the next begins behind it. Its text form goes through a URL.
 *
 * @param on the day of the last row; empty in lists that have none
 */
public record DueCursor(Optional<LocalDate> on, SubjectId subject, String rule) {
    /**
     * @throws IllegalArgumentException for what no page gave out
     */
    public static DueCursor parse(String text) {
        String[] parts = text.split("~", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("the cursor is not one that a page gave out");
        }
        return new DueCursor(
                parts[0].isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(parts[0])),
                SubjectId.of(parts[1]),
                parts[2]);
    }

    @Override
    public String toString() {
        return on.map(LocalDate::toString).orElse("") + "~" + subject + "~" + rule;
    }
}
