package org.passerelle.app.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/** Real time, some days back: the demo lets weeks pass in a moment. */
final class DemoClock extends Clock {
    private final Clock real = Clock.systemUTC();
    private final AtomicReference<Duration> behind;

    DemoClock(Duration behind) {
        this.behind = new AtomicReference<>(behind);
    }

    /** So much time passes at once. */
    void pass(Duration time) {
        behind.updateAndGet(before -> before.minus(time));
    }

    @Override
    public Instant instant() {
        return real.instant().minus(behind.get());
    }

    @Override
    public ZoneId getZone() {
        return real.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return zone.equals(getZone()) ? this : Clock.fixed(instant(), zone);
    }
}
