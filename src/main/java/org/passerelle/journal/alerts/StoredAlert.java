package org.passerelle.journal.alerts;

import java.time.Instant;
import java.util.Optional;

/**
 * An alert as it is kept.
 *
 * @param times how often it was raised while nobody had acknowledged it
 * @param count the highest
 */
public record StoredAlert(
        long number, Alert alert, int times, Instant first, Instant last, Optional<Ended> ended) {
    /** Who took note, and when. */
    public record Ended(Instant at, String by) {}
}
