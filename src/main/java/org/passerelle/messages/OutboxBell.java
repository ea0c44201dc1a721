package org.passerelle.messages;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Tells whoever empties the outbox that this process has just put something there.
 *
 * <p>Guarantee: a ring that comes while nobody waits is kept; several of them count once. It is
 * only a shortcut: what other processes put, or what a ring was lost for, is found by looking at
 * intervals.
 */
public final class OutboxBell {
    private final BlockingQueue<Boolean> rung = new ArrayBlockingQueue<>(1);

    /** Never waits: it is called by those who work. */
    public void ring() {
        rung.offer(true);
    }

    /** Waits for a ring, at most this long. Stops waiting when its thread is to stop. */
    public void await(Duration most) {
        try {
            rung.poll(most.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
