package org.passerelle.app.node;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was started, stopped in the opposite order; one that fails to stop hinders no other. */
public final class Parts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

    private final Deque<Part> started = new ArrayDeque<>();

    private record Part(String name, AutoCloseable closing) {}

    public synchronized <T extends AutoCloseable> T add(String name, T part) {
        started.push(new Part(name, part));
        return part;
    }

    /** Closes what is still open; safe to call again and from any thread. */
    @Override
    public synchronized void close() {
        while (!started.isEmpty()) {
            var part = started.pop();
            try {
                part.closing().close();
                LOG.debug("{} stopped", part.name());
            } catch (Exception e) {
                LOG.warn("{} did not stop cleanly", part.name(), e);
            }
        }
    }
}
