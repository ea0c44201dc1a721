package org.passerelle.moodle.client;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Rests after a slow answer, so that a busy site is left to its students.
 *
 * <p>A healthy site was measured at about 20 ms per call and 400 bytes of answer per millisecond.
 * An answer much slower than that for its size is followed by a rest as long as the answer took.
 */
final class Pace {
    private static final double CALL_MILLIS = 20;
    private static final double BYTES_PER_MILLI = 400;

    private final double slowFactor;
    private final Duration longestRest;
    private final Pause pause;
    private final AtomicLong restNanos = new AtomicLong();

    Pace(ClientSettings settings, Pause pause) {
        this.slowFactor = settings.slowFactor();
        this.longestRest = settings.longestRest();
        this.pause = pause;
    }

    void beforeCall() {
        long due = restNanos.getAndSet(0);
        if (due > 0) {
            pause.of(Duration.ofNanos(due));
        }
    }

    void after(Duration took, long bytes) {
        double healthy = CALL_MILLIS + bytes / BYTES_PER_MILLI;
        if (took.toMillis() > healthy * slowFactor) {
            restNanos.set(Math.min(took.toNanos(), longestRest.toNanos()));
        }
    }

    /** How time is let pass. */
    @FunctionalInterface
    interface Pause {
        void of(Duration duration);
    }
}
