package org.passerelle.app.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.camel.SuspendableService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.passerelle.app.backing.EmbeddedBroker;
import org.passerelle.app.node.CamelRuntime;
import org.passerelle.app.settings.Role;
import org.passerelle.app.settings.SettingsReader;
import org.passerelle.failures.Attempts;
import org.passerelle.personaldata.OwnStoreUnavailable;
import org.passerelle.personaldata.PermanentFailure;
import org.passerelle.personaldata.TransientFailure;

/** The policies of {@code routes/on-failure.camel.yaml} on the real broker. */
class FailurePolicyTest {
    private static final int MAX_ATTEMPTS = 4;

    @TempDir Path folder;
    private final AtomicBoolean healthy = new AtomicBoolean(true);
    private final AtomicBoolean room = new AtomicBoolean(true);
    private final Stop stop = new Stop();
    private final Map<String, Integer> counted = new ConcurrentHashMap<>();
    private final Attempts attempts =
            (message, route, cause) -> counted.merge(message, 1, Integer::sum);
    private EmbeddedBroker broker;
    private JmsPoolConnectionFactory pool;
    private PauseWhileAway pause;
    private CamelRuntime camel;

    @BeforeEach
    void start() throws IOException {
        var routes = Files.createDirectories(folder.resolve("routes/poll")).getParent();
        Files.copy(
                Path.of("routes/on-failure.camel.yaml"), routes.resolve("on-failure.camel.yaml"));
        Files.writeString(
                routes.resolve("poll/read-facts.camel.yaml"),
                """
                - route:
                    id: poll-read-facts
                    routeConfigurationId: redeliver-then-fail
                    from:
                      uri: jms:queue:passerelle.facts
                      parameters: {concurrentConsumers: 2}
                      steps:
                        - bean: {ref: stop, method: take}
                """);
        var settings =
                new SettingsReader()
                        .commandLine(
                                Map.of(
                                        "delivery.redelivery-delay", "1ms",
                                        "delivery.redelivery-multiplier", "1",
                                        "delivery.redelivery-max-delay", "5ms",
                                        "delivery.max-attempts", "" + MAX_ATTEMPTS,
                                        "folders.routes", routes.toString(),
                                        "management.port", "0"))
                        .read(folder);
        broker =
                EmbeddedBroker.start(
                        folder.resolve("broker"), settings.delivery(), Optional.empty());
        pool = broker.access().pool(2);
        pause =
                new PauseWhileAway(
                        () -> healthy.get() && room.get(), room::get, Duration.ofMillis(50));
        pause.start();
        camel =
                CamelRuntime.start(
                        settings,
                        EnumSet.of(Role.POLLER),
                        new CamelRuntime.Surroundings(
                                pool,
                                Map.of(),
                                Map.of(
                                        "stop", stop,
                                        "failurePolicy", new FailurePolicy(MAX_ATTEMPTS, attempts),
                                        "pauseWhileAway", pause)));
    }

    @AfterEach
    void close() {
        pause.close();
        camel.close();
        pool.stop();
        broker.close();
    }

    @Test
    void a_permanent_failure_goes_to_the_failed_messages_at_once_and_says_why()
            throws JMSException {
        stop.failure = () -> new NeverPasses("answer 17 of 'anna@imp.example' is not a fact");

        send("{\"secret\":1}");

        var failed = (BytesMessage) receive("passerelle.failed");
        assertThat(stop.taken).hasSize(1);
        assertThat(failed.getStringProperty("failure_HYPHEN_route")).isEqualTo("poll-read-facts");
        assertThat(failed.getStringProperty("failure_HYPHEN_cause")).isEqualTo("NeverPasses");
        assertThat(failed.getStringProperty("failure_HYPHEN_attempts")).isEqualTo("1");
        assertThat(failed.getStringProperty("failure_HYPHEN_address"))
                .isEqualTo("passerelle.facts");
        assertThat(failed.getStringProperty("failure_HYPHEN_text"))
                .isEqualTo("answer <n> of <text> is not a fact");
        assertThat(failed.getStringProperty("transport_HYPHEN_id")).isEqualTo("t-1");
        assertThat(text(failed)).isEqualTo("{\"secret\":1}");
        assertThat(broker.depth("passerelle.facts")).isZero();
    }

    @Test
    void a_passing_failure_comes_again_and_is_done_once() {
        stop.failure = () -> new MayPass("the platform is in maintenance");
        stop.failures.set(MAX_ATTEMPTS - 1);

        send("{}");

        await().until(() -> stop.done.get() == 1);
        assertThat(stop.taken).hasSize(MAX_ATTEMPTS);
        await().until(() -> broker.depth("passerelle.facts") == 0);
        assertThat(broker.depth("passerelle.failed")).isZero();
    }

    @Test
    void polls_stop_while_the_disk_is_full_and_go_on_when_there_is_room() {
        room.set(false);
        await().until(() -> pause.paused() == 1);

        send("{}");

        await().during(Duration.ofMillis(300))
                .until(() -> stop.done.get() == 0 && broker.depth("passerelle.facts") == 1);
        room.set(true);
        await().until(() -> stop.done.get() == 1);
        assertThat(pause.paused()).isZero();
    }

    @Test
    void a_passing_failure_that_does_not_pass_becomes_a_failed_message() throws JMSException {
        stop.failure = () -> new MayPass("the platform is in maintenance");

        send("{}");

        var failed = receive("passerelle.failed");
        assertThat(failed.getStringProperty("failure_HYPHEN_cause")).isEqualTo("MayPass");
        assertThat(failed.getStringProperty("failure_HYPHEN_attempts"))
                .isEqualTo("" + MAX_ATTEMPTS);
        assertThat(stop.taken).hasSize(MAX_ATTEMPTS);
    }

    @Test
    void while_our_own_store_is_away_nothing_is_parked_and_the_consumer_pauses() {
        healthy.set(false);
        stop.failure = () -> new OwnStoreUnavailable("the store did not answer", null);

        for (int n = 0; n < 20; n++) {
            send("{\"n\":" + n + "}");
        }
        await().until(() -> pause.paused() == 1);
        await().until(this::standsStill);
        int takenWhileAway = stop.taken.size();
        stop.failure = null;
        healthy.set(true);

        await().atMost(Duration.ofSeconds(20)).until(() -> stop.done.get() == 20);
        await().until(() -> broker.depth("passerelle.facts") == 0);
        assertThat(takenWhileAway).isLessThan(20);
        assertThat(broker.depth("passerelle.failed")).isZero();
        assertThat(pause.paused()).isZero();
    }

    @Test
    void a_consumer_whose_work_hangs_while_it_pauses_goes_on_afterwards() throws Exception {
        var hangs = new CountDownLatch(1);
        stop.failures.set(2);
        stop.failure =
                () -> {
                    if (stop.taken.size() == 1) {
                        waitFor(hangs);
                    } else {
                        healthy.set(false);
                    }
                    return new OwnStoreUnavailable("the store did not answer", null);
                };
        send("{}");
        await().until(() -> stop.taken.size() == 1);
        send("{}");
        await().until(this::standsStill);
        // Longer than the five seconds a stopping route is given.
        await().pollDelay(Duration.ofSeconds(6)).until(() -> true);
        assertThat(standsStill()).as("paused, not torn down").isTrue();
        hangs.countDown();
        healthy.set(true);

        send("{}");

        await().until(() -> stop.done.get() == 3);
        assertThat(broker.depth("passerelle.failed")).isZero();
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean standsStill() {
        var consumer = camel.context().getRoute("poll-read-facts").getConsumer();
        return pause.paused() == 1 && ((SuspendableService) consumer).isSuspended();
    }

    @Test
    void an_outage_of_ours_uses_no_attempt_of_a_message_whose_platform_then_fails() {
        var faults = new ConcurrentLinkedQueue<RuntimeException>();
        for (int n = 0; n < MAX_ATTEMPTS + 2; n++) {
            faults.add(new OwnStoreUnavailable("the store did not answer", null));
        }
        for (int n = 1; n < MAX_ATTEMPTS; n++) {
            faults.add(new MayPass("the platform is in maintenance"));
        }
        stop.failures.set(faults.size());
        stop.failure = faults::remove;

        send("{}");

        await().atMost(Duration.ofSeconds(30)).until(() -> stop.done.get() == 1);
        assertThat(broker.depth("passerelle.failed")).isZero();
        assertThat(counted.values()).containsExactly(MAX_ATTEMPTS - 1);
    }

    @Test
    void when_even_the_failed_queue_refuses_the_message_stays_where_it_was() throws Exception {
        stop.failure = () -> new NeverPasses("not a fact");
        broker.server().getActiveMQServer().destroyQueue(SimpleString.of("passerelle.failed"));

        send("{}");

        await().until(() -> stop.taken.size() >= 2);
        assertThat(broker.depth("passerelle.facts")).isEqualTo(1);
    }

    private void send(String body) {
        try (var connection = pool.createConnection();
                var session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
            var message = session.createBytesMessage();
            message.writeBytes(body.getBytes(StandardCharsets.UTF_8));
            message.setStringProperty("transport_HYPHEN_id", "t-1");
            session.createProducer(session.createQueue("passerelle.facts")).send(message);
            session.commit();
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    private Message receive(String queue) throws JMSException {
        try (var connection = pool.createConnection();
                var session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            connection.start();
            var message = session.createConsumer(session.createQueue(queue)).receive(10_000);
            assertThat(message).isNotNull();
            return message;
        }
    }

    private static String text(BytesMessage message) throws JMSException {
        byte[] body = new byte[(int) message.getBodyLength()];
        message.readBytes(body);
        return new String(body, StandardCharsets.UTF_8);
    }

    /** A stop of a route that fails as the test says. */
    public static final class Stop {
        final Queue<byte[]> taken = new ConcurrentLinkedQueue<>();
        final AtomicInteger done = new AtomicInteger();
        final AtomicInteger failures = new AtomicInteger(Integer.MAX_VALUE);
        volatile Supplier<RuntimeException> failure;

        public void take(byte[] body) {
            taken.add(body);
            var now = failure;
            if (now != null && failures.getAndDecrement() > 0) {
                throw now.get();
            }
            done.incrementAndGet();
        }
    }

    private static final class NeverPasses extends PermanentFailure {
        NeverPasses(String message) {
            super(message, null);
        }
    }

    private static final class MayPass extends TransientFailure {
        MayPass(String message) {
            // As a real one has: Camel looks at each cause of its own accord.
            super(message, new IOException("reset", new SocketException("reset by peer")));
        }
    }
}
