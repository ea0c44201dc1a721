package org.passerelle.learning.sites;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.learning.NoSlotFree;
import org.passerelle.learning.PlatformSlots;
import org.passerelle.personaldata.PlatformKey;

/**
 * Slots as leased rows in {@code platform_slots}.
 *
 * <p>Threads of one process queue at a semaphore first, so that a freed slot is handed over at once
 * and the rows are asked only as often as there are slots.
 */
public final class JdbcPlatformSlots implements PlatformSlots {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Jdbi jdbi;
    private final Clock clock;
    private final int perPlatform;
    private final Duration patience;
    private final Map<PlatformKey, Semaphore> queues = new ConcurrentHashMap<>();

    /**
     * @param perPlatform two by default: more takes workers from the students (measured)
     */
    public JdbcPlatformSlots(Jdbi jdbi, Clock clock, int perPlatform) {
        this(jdbi, clock, perPlatform, PATIENCE);
    }

    JdbcPlatformSlots(Jdbi jdbi, Clock clock, int perPlatform, Duration patience) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.perPlatform = perPlatform;
        this.patience = patience;
    }

    @Override
    public Lease acquire(PlatformKey platform, Duration holdAtMost) {
        long deadline = System.nanoTime() + patience.toNanos();
        var queue = queue(platform);
        if (!waitFor(queue)) {
            throw new NoSlotFree(platform, patience);
        }
        var holder = UUID.randomUUID().toString();
        try {
            while (!claim(platform, holder, holdAtMost)) {
                if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
                    throw new NoSlotFree(platform, patience);
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        } catch (RuntimeException e) {
            queue.release();
            throw e;
        }
        return new Held(platform, holder);
    }

    /**
     * Frees what a killed process left leased, instead of waiting for the leases to end. Only for a
     * store that no other process uses.
     */
    public void freeAll() {
        jdbi.useHandle(
                handle ->
                        handle.execute(
                                "UPDATE platform_slots SET holder = NULL, leased_until_at = NULL"));
    }

    private boolean waitFor(Semaphore queue) {
        try {
            return queue.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Semaphore queue(PlatformKey platform) {
        return queues.computeIfAbsent(
                platform,
                key -> {
                    makeRows(key);
                    return new Semaphore(perPlatform, true);
                });
    }

    private void makeRows(PlatformKey platform) {
        jdbi.useHandle(
                handle -> {
                    for (int slot = 0; slot < perPlatform; slot++) {
                        handle.execute(
                                "INSERT IGNORE INTO platform_slots (platform, slot) VALUES (?, ?)",
                                platform.value(),
                                slot);
                    }
                });
    }

    private boolean claim(PlatformKey platform, String holder, Duration holdAtMost) {
        Instant now = clock.instant();
        return jdbi.withHandle(
                handle ->
                        handle.createUpdate(
                                                "UPDATE platform_slots SET holder = :holder, leased_until_at = :until"
                                                        + " WHERE platform = :platform AND slot < :slots"
                                                        + " AND (holder IS NULL OR leased_until_at <= :now)"
                                                        + " ORDER BY slot LIMIT 1")
                                        .bind("holder", holder)
                                        .bind("until", now.plus(holdAtMost))
                                        .bind("platform", platform.value())
                                        .bind("slots", perPlatform)
                                        .bind("now", now)
                                        .execute()
                                == 1);
    }

    private void release(PlatformKey platform, String holder) {
        jdbi.useHandle(
                handle ->
                        handle.execute(
                                "UPDATE platform_slots SET holder = NULL, leased_until_at = NULL"
                                        + " WHERE platform = ? AND holder = ?",
                                platform.value(),
                                holder));
    }

    private final class Held implements Lease {
        private final PlatformKey platform;
        private final String holder;
        private final AtomicBoolean open = new AtomicBoolean(true);

        Held(PlatformKey platform, String holder) {
            this.platform = platform;
            this.holder = holder;
        }

        @Override
        public void close() {
            if (!open.getAndSet(false)) {
                return;
            }
            try {
                release(platform, holder);
            } finally {
                queue(platform).release();
            }
        }
    }
}
