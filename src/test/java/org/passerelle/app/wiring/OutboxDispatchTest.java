package org.passerelle.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.passerelle.app.backing.EmbeddedBroker;
import org.passerelle.app.settings.Settings;
import org.passerelle.messages.Address;
import org.passerelle.messages.JdbcOutbox;
import org.passerelle.messages.OutboxMessage;
import org.passerelle.personaldata.OwnStoreUnavailable;
import org.passerelle.personaldata.Transactions;
import org.passerelle.routes.OutboxDispatch;
import org.passerelle.testing.SettableClock;
import org.passerelle.testing.TestStore;

class OutboxDispatchTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    @TempDir Path folder;
    private EmbeddedBroker broker;
    private JmsPoolConnectionFactory pool;
    private JdbcOutbox outbox;
    private OutboxDispatch dispatch;

    @BeforeEach
    void start() {
        STORE.empty("outbox_messages");
        broker =
                EmbeddedBroker.start(
                        folder,
                        new Settings.Delivery(
                                Duration.ofMillis(1),
                                1,
                                Duration.ofMillis(5),
                                3,
                                3,
                                Duration.ofSeconds(1)),
                        Optional.empty());
        pool = broker.access().pool(2);
        outbox = new JdbcOutbox(STORE.jdbi(), new SettableClock("2026-11-21T08:00:00Z"));
        dispatch = new OutboxDispatch(STORE.transactions(), outbox, pool, 50);
    }

    @AfterEach
    void stop() {
        pool.stop();
        broker.close();
    }

    @Test
    void what_was_committed_is_sent_with_its_headers_and_its_exact_bytes() throws JMSException {
        put("one", Map.of("key-id", "2026", "signature", "abc="), "{\"a\" : 1}");

        int sent = dispatch.dispatch();

        assertThat(sent).isEqualTo(1);
        assertThat(STORE.count("outbox_messages")).isZero();
        try (var connection = pool.createConnection();
                var session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            connection.start();
            var message =
                    (BytesMessage)
                            session.createConsumer(session.createQueue("passerelle.commands"))
                                    .receive(5_000);
            byte[] body = new byte[(int) message.getBodyLength()];
            message.readBytes(body);
            assertThat(new String(body, StandardCharsets.UTF_8)).isEqualTo("{\"a\" : 1}");
            assertThat(message.getStringProperty("key_HYPHEN_id")).isEqualTo("2026");
            assertThat(message.getStringProperty("signature")).isEqualTo("abc=");
            assertThat(message.getStringProperty("transport_HYPHEN_id")).isEqualTo("one");
        }
    }

    @Test
    void a_batch_with_duplicates_is_sent_one_by_one_and_nothing_stands_twice_on_the_queue() {
        put("1", Map.of(), "{}");
        put("2", Map.of(), "{}");
        dispatch.dispatch();

        // As after a kill between the broker's commit and the database's: the same rows again.
        IntStream.rangeClosed(1, 120).forEach(n -> put("" + n, Map.of(), "{}"));
        int sent = dispatch.dispatch();

        assertThat(sent).isEqualTo(120);
        assertThat(STORE.count("outbox_messages")).isZero();
        assertThat(broker.depth("passerelle.commands")).isEqualTo(120);
    }

    @Test
    void what_one_transaction_tells_of_many_takes_few_rows_and_arrives_whole_and_in_order()
            throws JMSException {
        var told =
                IntStream.rangeClosed(1, 250)
                        .mapToObj(
                                n ->
                                        new OutboxMessage(
                                                "told-" + n,
                                                Address.COMMANDS,
                                                Map.of("number", "" + n),
                                                ("é" + n).getBytes(StandardCharsets.UTF_8)))
                        .toList();
        STORE.transactions().within(() -> outbox.put(told));
        assertThat(STORE.count("outbox_messages")).isEqualTo(3);

        assertThat(dispatch.dispatch()).isEqualTo(250);

        assertThat(STORE.count("outbox_messages")).isZero();
        try (var connection = pool.createConnection();
                var session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            connection.start();
            var consumer = session.createConsumer(session.createQueue("passerelle.commands"));
            for (int n = 1; n <= 250; n++) {
                var message = (BytesMessage) consumer.receive(5_000);
                byte[] body = new byte[(int) message.getBodyLength()];
                message.readBytes(body);
                assertThat(new String(body, StandardCharsets.UTF_8)).isEqualTo("é" + n);
                assertThat(message.getStringProperty("number")).isEqualTo("" + n);
                assertThat(message.getStringProperty("transport_HYPHEN_id")).isEqualTo("told-" + n);
            }
        }
    }

    @Test
    void what_continues_a_work_overtakes_what_waits() throws JMSException {
        put("a-round-1", Map.of(), "{}");
        put("a-round-2", Map.of(), "{}");
        var next = new OutboxMessage("a-next-page", Address.COMMANDS, Map.of(), new byte[] {1});
        STORE.transactions().within(() -> outbox.put(List.of(next.taken(OutboxMessage.Turn.NEXT))));

        dispatch.dispatch();

        try (var connection = pool.createConnection();
                var session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            connection.start();
            var consumer = session.createConsumer(session.createQueue("passerelle.commands"));
            var taken = new ArrayList<String>();
            for (int n = 0; n < 3; n++) {
                taken.add(consumer.receive(5_000).getStringProperty("transport_HYPHEN_id"));
            }
            assertThat(taken).containsExactly("a-next-page", "a-round-1", "a-round-2");
        }
    }

    @Test
    void killed_after_the_brokers_commit_and_before_the_stores_nothing_is_lost_or_doubled() {
        IntStream.rangeClosed(1, 20).forEach(n -> put("" + n, Map.of(), "{}"));
        var dying = new OutboxDispatch(new DyingTransactions(), outbox, pool, 50);

        assertThatThrownBy(dying::dispatch).isInstanceOf(Killed.class);
        assertThat(broker.depth("passerelle.commands")).isEqualTo(20);
        assertThat(STORE.count("outbox_messages")).isEqualTo(20);

        assertThat(dispatch.dispatch()).isEqualTo(20);
        assertThat(broker.depth("passerelle.commands")).isEqualTo(20);
        assertThat(STORE.count("outbox_messages")).isZero();
    }

    @Test
    void killed_between_the_commit_of_the_effect_and_the_send_the_message_goes_later() {
        assertThatThrownBy(
                        () -> {
                            put("one", Map.of(), "{}");
                            throw new Killed();
                        })
                .isInstanceOf(Killed.class);
        assertThatThrownBy(
                        () ->
                                STORE.transactions()
                                        .within(
                                                () -> {
                                                    put("two", Map.of(), "{}");
                                                    throw new Killed();
                                                }))
                .isInstanceOf(Killed.class);

        assertThat(new OutboxDispatch(STORE.transactions(), outbox, pool, 50).dispatch())
                .isEqualTo(1);

        assertThat(broker.depth("passerelle.commands")).isEqualTo(1);
    }

    /** The process is gone after the work and before the commit. */
    private static final class DyingTransactions implements Transactions {
        @Override
        public <T> T within(Supplier<T> work) {
            return STORE.transactions()
                    .within(
                            () -> {
                                work.get();
                                throw new Killed();
                            });
        }
    }

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    @Test
    void while_the_broker_is_away_the_rows_stay() {
        put("one", Map.of(), "{}");
        broker.close();

        assertThatThrownBy(dispatch::dispatch).isInstanceOf(OwnStoreUnavailable.class);

        assertThat(STORE.count("outbox_messages")).isEqualTo(1);
    }

    private void put(String id, Map<String, String> headers, String body) {
        STORE.transactions()
                .within(
                        () ->
                                outbox.put(
                                        List.of(
                                                new OutboxMessage(
                                                        id,
                                                        Address.COMMANDS,
                                                        headers,
                                                        body.getBytes(StandardCharsets.UTF_8)))));
    }
}
