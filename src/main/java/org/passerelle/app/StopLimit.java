package org.passerelle.app;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.passerelle.app.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bounds an ordered stop: what a service manager would end with a kill ends itself, and says so.
 *
 * <p>A store or a broker elsewhere that hangs answers no goodbye, and its driver may wait for
 * minutes. Nothing is lost by leaving: an open transaction is rolled back, a message that was not
 * acknowledged comes again. Parts of this process are never left like that.
 */
final class StopLimit implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StopLimit.class);

    /** Less than the ten seconds after which a container is killed. */
    private static final Duration LONGEST = Duration.ofSeconds(9);

    /** As after SIGKILL, so that a service manager sees that the stop was not an ordered one. */
    private static final int KILLED = 137;

    private final CountDownLatch stopped = new CountDownLatch(1);

    private StopLimit() {}

    static StopLimit begin(Settings settings) {
        var limit = new StopLimit();
        if (!settings.embedsStore() && !settings.embedsBroker()) {
            Thread.ofPlatform().daemon().name("stop-limit").start(limit::watch);
        }
        return limit;
    }

    /** All has stopped. */
    @Override
    public void close() {
        stopped.countDown();
    }

    private void watch() {
        try {
            if (!stopped.await(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn(
                        "the store or the broker did not answer during the stop; leaving after {} s"
                                + " as a kill would: what was under way is done again at the next"
                                + " start",
                        LONGEST.toSeconds());
                Runtime.getRuntime().halt(KILLED);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
