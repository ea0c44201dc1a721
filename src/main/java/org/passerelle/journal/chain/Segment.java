package org.passerelle.journal.chain;

import java.time.Instant;
import java.time.YearMonth;
import java.util.Optional;

/**
 * A month of the journal: the month in which its entries got their places, UTC.
 *
 * @param last empty while it is open
 * @param head the hash of its last entry, once closed
 * @param exportDigest SHA-256 of the exported file
 */
public record Segment(
        YearMonth month,
        long first,
        Optional<Long> last,
        Optional<ChainHash> head,
        Life life,
        Optional<ChainHash> exportDigest) {

    /**
     * @param verified when the exported file was read back and found whole
     */
    public record Life(
            Instant opened,
            Optional<Instant> closed,
            Optional<Instant> verified,
            Optional<Instant> pruned) {}

    /** In one word. */
    public String state() {
        if (life.pruned().isPresent()) {
            return "pruned";
        }
        if (life.verified().isPresent()) {
            return "exported";
        }
        return life.closed().isPresent() ? "closed" : "open";
    }

    /** Entries in it; of an open one unknown. */
    public Optional<Long> entries() {
        return last.map(end -> end - first + 1);
    }
}
