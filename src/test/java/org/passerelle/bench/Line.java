package org.passerelle.bench;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.passerelle.app.backing.EmbeddedBroker;
import org.passerelle.app.settings.Settings;
import org.passerelle.messages.Envelope;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.TransientFailure;
import org.passerelle.routes.OutboxDispatch;

/**
 * Outbox, broker and pollers as the product has them: the outbox is emptied at each commit, three
 * consumers take poll tasks. Camel itself is left out.
 */
final class Line implements AutoCloseable {
    private static final Duration OUTBOX_INTERVAL = Duration.ofMillis(200);
    private static final int CONSUMERS = 3;

    private final Polls polls;
    private final EmbeddedBroker broker;
    private final JmsPoolConnectionFactory pool;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final AtomicInteger repeats = new AtomicInteger();
    private volatile boolean open = true;

    Line(Polls polls, Path folder) {
        this.polls = polls;
        broker = EmbeddedBroker.start(folder.resolve("broker"), delivery(), Optional.empty());
        pool = broker.access().pool(4);
        var dispatch =
                new OutboxDispatch(
                        polls.store.transactions(),
                        polls.outbox,
                        pool,
                        new OutboxDispatch.Pace(500, polls.bell, OUTBOX_INTERVAL));
        start(() -> dispatchAll(dispatch));
        for (int number = 0; number < CONSUMERS; number++) {
            start(this::consume);
        }
    }

    static Settings.Delivery delivery() {
        return new Settings.Delivery(
                Duration.ofSeconds(1), 3, Duration.ofMinutes(5), 10, 100, Duration.ofSeconds(10));
    }

    private void start(Stopwatch.Work work) {
        threads.add(
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    try {
                                        work.run();
                                    } catch (Throwable thrown) {
                                        failure.compareAndSet(null, thrown);
                                    }
                                }));
    }

    /**
     * From nothing to everything stored: what hangs on the course list waits for it, and who moved
     * is known before completion is asked for, or the next sync would ask again.
     */
    void sync() throws Exception {
        for (String first : List.of("enrolments", "accesses")) {
            polls.polling.schedule().plan(polls.platform, first);
            await();
        }
        for (String poll : List.of("users", "grades-full", "completion-full")) {
            polls.polling.schedule().plan(polls.platform, poll);
        }
        await();
        polls.requireComplete();
    }

    private void await() throws Exception {
        while (!polls.allEnded()) {
            var thrown = failure.get();
            if (thrown != null) {
                throw new IllegalStateException("the line stopped", thrown);
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private void dispatchAll(OutboxDispatch dispatch) {
        while (open) {
            dispatch.dispatchWhenRung();
        }
    }

    private void consume() throws JMSException {
        try (var connection = pool.createConnection();
                var session = connection.createSession(true, Session.SESSION_TRANSACTED);
                var consumer = session.createConsumer(session.createQueue("passerelle.polls"))) {
            connection.start();
            while (open) {
                if (consumer.receive(100) instanceof BytesMessage message) {
                    byte[] body = new byte[(int) message.getBodyLength()];
                    message.readBytes(body);
                    var task = MessageCodec.decode(body, Envelope.class).body().get("task");
                    if (wasRead(task.asLong())) {
                        session.commit();
                    } else {
                        session.rollback();
                    }
                }
            }
        }
    }

    /** What may pass is delivered again by the broker after a second, as in the product. */
    private boolean wasRead(long task) {
        try {
            polls.polling.tasks().run(task);
            return true;
        } catch (TransientFailure passing) {
            repeats.incrementAndGet();
            return false;
        }
    }

    /** Tasks that were read again because a call or a statement failed. */
    int repeats() {
        return repeats.get();
    }

    @Override
    public void close() throws InterruptedException {
        open = false;
        for (Thread thread : threads) {
            thread.join();
        }
        pool.stop();
        broker.close();
    }
}
