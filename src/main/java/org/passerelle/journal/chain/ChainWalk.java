package org.passerelle.journal.chain;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Goes along the entries in the order of their places and says what does not fit. Remembers the
 * entry before, nothing more.
 *
 * <p>After a fault it goes on from what stands there, so that one deed is one fault.
 */
final class ChainWalk {
    /**
     * Entries are dated when written and placed when committed, on several machines: this much
     * disorder is none.
     */
    static final Duration TOLERANCE = Duration.ofMinutes(10);

    /** How far an entry is looked for whose hash does not fit its place. */
    private static final int WINDOW = 1000;

    private final ChainKey key;
    private final Faults faults;
    private final AtomicLong sequence;
    private final Latest<ChainHash> previous;
    private final AtomicLong latestMicros = new AtomicLong(Long.MIN_VALUE);
    private final AtomicLong entries = new AtomicLong();

    /** Whether the entry before was what it says, so that the next one must follow it. */
    private final AtomicBoolean trusted = new AtomicBoolean(true);

    /**
     * @param first the place the first entry should have
     * @param previous the hash it should follow
     */
    ChainWalk(ChainKey key, Faults faults, long first, ChainHash previous) {
        this.key = key;
        this.faults = faults;
        this.sequence = new AtomicLong(first - 1);
        this.previous = new Latest<>(previous);
    }

    void accept(ChainedEntry entry) {
        boolean follows = gap(entry);
        boolean genuine = entry.isGenuine(key);
        if (!genuine) {
            misplacedOrChanged(entry);
        } else if (follows && trusted.get() && !entry.previous().equals(previous.get())) {
            faults.add(
                    Fault.Kind.FORKED,
                    entry.sequence(),
                    "entry was written after another predecessor than the one that stands before it:"
                            + " two histories were joined here");
        }
        clock(entry);
        sequence.set(entry.sequence());
        previous.set(entry.hash());
        trusted.set(genuine);
        entries.incrementAndGet();
    }

    long entries() {
        return entries.get();
    }

    long sequence() {
        return sequence.get();
    }

    ChainHash head() {
        return previous.get();
    }

    private boolean gap(ChainedEntry entry) {
        long missing = entry.sequence() - sequence.get() - 1;
        if (missing == 0) {
            return true;
        }
        faults.add(
                Fault.Kind.REMOVED,
                sequence.get() + 1,
                missing + " entries are missing before place " + entry.sequence());
        return false;
    }

    private void misplacedOrChanged(ChainedEntry entry) {
        for (long distance = 1; distance <= WINDOW; distance++) {
            if (standsFor(entry, entry.sequence() - distance)
                    || standsFor(entry, entry.sequence() + distance)) {
                return;
            }
        }
        faults.add(
                Fault.Kind.CHANGED,
                entry.sequence(),
                "entry is not what was written: its hash does not fit its content");
    }

    private boolean standsFor(ChainedEntry entry, long place) {
        if (place < 1 || !entry.isGenuineAt(place, key)) {
            return false;
        }
        faults.add(
                Fault.Kind.REORDERED,
                entry.sequence(),
                "the entry that was written at place " + place + " stands here");
        return true;
    }

    /**
     * The sequencer's own entry is dated when the chain went on, after a stop days later than the
     * entries that waited behind it.
     */
    private void clock(ChainedEntry entry) {
        if (entry.text().action().equals(Sequencer.SEGMENT_OPENED)) {
            return;
        }
        long micros = entry.text().micros();
        long latest = latestMicros.get();
        boolean first = latest == Long.MIN_VALUE;
        if (!first && micros < latest - TOLERANCE.toMillis() * 1000) {
            faults.add(
                    Fault.Kind.CLOCK_WENT_BACK,
                    entry.sequence(),
                    "entry is dated "
                            + (latest - micros) / 60_000_000
                            + " minutes before one it follows: a clock was put back");
            latestMicros.set(micros);
        } else {
            latestMicros.set(Math.max(latest, micros));
        }
    }
}
