package org.passerelle.simulator.site;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Moodle's cron. It runs only when told to, or by the site's clock before a call is answered when
 * an interval is set; there is no thread.
 */
public final class Cron {
    private static final Duration CLEANUP_MINUTE = Duration.ofMinutes(25);
    private static final long NEVER = Long.MAX_VALUE;

    private final SimulatedSite site;
    private final ReentrantLock running = new ReentrantLock();
    private final AtomicLong intervalMillis = new AtomicLong(NEVER);
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicBoolean cleanupFirst = new AtomicBoolean();
    private final AtomicBoolean hourlyCleanup = new AtomicBoolean();
    private final AtomicLong lastRunMillis;

    Cron(SimulatedSite site) {
        this.site = site;
        this.lastRunMillis = new AtomicLong(site.clock().millis());
    }

    /** Runs by itself when the clock has moved so far since the last run. */
    public Cron every(Duration interval) {
        intervalMillis.set(interval.toMillis());
        return this;
    }

    /** Cron is broken: nothing runs, even when told to, until {@link #start()}. */
    public Cron stop() {
        stopped.set(true);
        return this;
    }

    public Cron start() {
        stopped.set(false);
        return this;
    }

    /** The lost race: every run cleans up the contexts of deleted users before the erasures. */
    public Cron cleanupFirst(boolean yes) {
        cleanupFirst.set(yes);
        return this;
    }

    /** As on a real site: a run cleans up first when minute 25 passed since the last run. */
    public Cron hourlyCleanup(boolean yes) {
        hourlyCleanup.set(yes);
        return this;
    }

    /** The scheduled and the ad-hoc tasks once. */
    public void run() {
        if (stopped.get()) {
            return;
        }
        running.lock();
        try {
            if (cleanupFirst.get() || isCleanupDue()) {
                runContextCleanup();
            }
            site.write(() -> site.privacy().processApproved());
            lastRunMillis.set(site.clock().millis());
        } finally {
            running.unlock();
        }
    }

    /** The hourly task alone: deleted users lose their context. */
    public void runContextCleanup() {
        site.users().stream()
                .filter(SimulatedUser::isDeleted)
                .forEach(user -> user.set("contextgone", 1));
    }

    /** Called before each answer: runs when the interval has passed. */
    public void tick() {
        if (site.clock().millis() - lastRunMillis.get() >= intervalMillis.get()) {
            run();
        }
    }

    private boolean isCleanupDue() {
        Instant now = site.clock().instant();
        Instant cleanup = now.truncatedTo(ChronoUnit.HOURS).plus(CLEANUP_MINUTE);
        Instant latest = cleanup.isAfter(now) ? cleanup.minus(1, ChronoUnit.HOURS) : cleanup;
        return hourlyCleanup.get() && lastRunMillis.get() < latest.toEpochMilli();
    }
}
