package org.passerelle.moodle;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.passerelle.learning.PlatformSlots;
import org.passerelle.personaldata.PlatformKey;

/** Slots counted in memory, for tests of one process. */
public final class OneProcessSlots implements PlatformSlots {
    private final int perPlatform;
    private final Map<PlatformKey, Semaphore> free = new ConcurrentHashMap<>();

    public OneProcessSlots(int perPlatform) {
        this.perPlatform = perPlatform;
    }

    public int freeAt(PlatformKey platform) {
        return of(platform).availablePermits();
    }

    private Semaphore of(PlatformKey platform) {
        return free.computeIfAbsent(platform, key -> new Semaphore(perPlatform));
    }

    @Override
    public Lease acquire(PlatformKey platform, Duration holdAtMost) {
        of(platform).acquireUninterruptibly();
        var open = new AtomicBoolean(true);
        return () -> {
            if (open.compareAndSet(true, false)) {
                of(platform).release();
            }
        };
    }
}
