package org.passerelle.app.backing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.app.settings.Settings;
import org.passerelle.messages.Address;

class EmbeddedBrokerTest {
    private static final Settings.Delivery QUICK =
            new Settings.Delivery(
                    Duration.ofMillis(1), 1, Duration.ofMillis(5), 3, 3, Duration.ofSeconds(1));

    @TempDir Path folder;

    @Test
    void a_message_survives_a_restart() throws JMSException {
        try (var broker = EmbeddedBroker.start(folder, QUICK, Optional.empty());
                var connection = connect(broker)) {
            send(connection, Address.COMMANDS, "suspend");
        }

        try (var broker = EmbeddedBroker.start(folder, QUICK, Optional.empty());
                var connection = connect(broker)) {
            assertThat(broker.depth("passerelle.commands")).isEqualTo(1);
            assertThat(receive(connection, Address.COMMANDS)).contains("suspend");
        }
    }

    @Test
    void nobody_enters_without_the_password() throws IOException {
        int port = freePort();
        try (var broker = EmbeddedBroker.start(folder, QUICK, Optional.of(port))) {
            var nameless = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port);
            var guesser =
                    new ActiveMQConnectionFactory(
                            "tcp://127.0.0.1:" + port, "passerelle", "passerelle");
            var inProcess = new ActiveMQConnectionFactory(broker.access().url());

            assertThatThrownBy(() -> use(nameless)).isInstanceOf(JMSSecurityException.class);
            assertThatThrownBy(() -> use(guesser)).isInstanceOf(JMSSecurityException.class);
            assertThatThrownBy(() -> use(inProcess)).isInstanceOf(JMSSecurityException.class);
            assertThat(Files.getPosixFilePermissions(folder.resolve("credentials")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(broker.access().toString())
                    .doesNotContain(Files.readString(folder.resolve("credentials")).strip());
        }
    }

    @Test
    void a_message_that_keeps_failing_goes_to_the_failed_queue_after_max_attempts()
            throws JMSException {
        try (var broker = EmbeddedBroker.start(folder, QUICK, Optional.empty());
                var connection = connect(broker)) {
            send(connection, Address.FACTS, "poison");

            for (int attempt = 0; attempt < 3; attempt++) {
                roll(connection, Address.FACTS);
            }

            assertThat(receive(connection, Address.FAILED)).contains("poison");
            assertThat(broker.depth("passerelle.facts")).isZero();
        }
    }

    @Test
    void a_failed_message_waits_for_ever_while_it_cannot_be_drained() throws JMSException {
        try (var broker = EmbeddedBroker.start(folder, QUICK, Optional.empty());
                var connection = connect(broker)) {
            send(connection, Address.FAILED, "failed");

            for (int attempt = 0; attempt < 12; attempt++) {
                roll(connection, Address.FAILED);
            }

            assertThat(receive(connection, Address.FAILED)).contains("failed");
        }
    }

    @Test
    void a_misspelt_queue_is_refused_instead_of_created() throws JMSException {
        try (var broker = EmbeddedBroker.start(folder, QUICK, Optional.empty());
                var connection = connect(broker);
                var session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
            assertThatThrownBy(
                            () -> session.createProducer(session.createQueue("passerelle.comands")))
                    .isInstanceOf(JMSException.class);
        }
    }

    @Test
    void subscribers_of_the_feed_get_a_copy_and_the_engine_keeps_its_own() throws JMSException {
        try (var broker = EmbeddedBroker.start(folder, QUICK, Optional.empty());
                var connection = connect(broker);
                var session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            var subscriber = session.createConsumer(session.createTopic(EmbeddedBroker.EVENT_FEED));

            send(connection, Address.EVENTS, "changed");

            assertThat(((TextMessage) subscriber.receive(5_000)).getText()).isEqualTo("changed");
            assertThat(receive(connection, Address.EVENTS)).contains("changed");
        }
    }

    @Test
    void closing_twice_and_from_another_thread_is_harmless() throws InterruptedException {
        var broker = EmbeddedBroker.start(folder, QUICK, Optional.empty());

        var other = new Thread(broker::close);
        other.start();
        broker.close();
        other.join();

        broker.close();
        assertThat(broker.isAlive()).isFalse();
    }

    private static Connection connect(EmbeddedBroker broker) throws JMSException {
        var access = broker.access();
        var factory =
                new ActiveMQConnectionFactory(
                        access.url(), access.user(), access.password().value());
        var connection = factory.createConnection();
        connection.start();
        return connection;
    }

    private static void use(ConnectionFactory factory) throws JMSException {
        try (var connection = factory.createConnection();
                var session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            session.createProducer(session.createQueue("passerelle.facts"))
                    .send(session.createTextMessage("intruder"));
        }
    }

    private static void send(Connection connection, Address address, String text)
            throws JMSException {
        try (var session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
            session.createProducer(session.createQueue(address.queue()))
                    .send(session.createTextMessage(text));
            session.commit();
        }
    }

    private static Optional<String> receive(Connection connection, Address address)
            throws JMSException {
        try (var session = connection.createSession(true, Session.SESSION_TRANSACTED);
                var consumer = session.createConsumer(session.createQueue(address.queue()))) {
            var message = (TextMessage) consumer.receive(5_000);
            session.commit();
            return message == null ? Optional.empty() : Optional.of(message.getText());
        }
    }

    private static void roll(Connection connection, Address address) throws JMSException {
        try (var session = connection.createSession(true, Session.SESSION_TRANSACTED);
                var consumer = session.createConsumer(session.createQueue(address.queue()))) {
            assertThat(consumer.receive(5_000)).isNotNull();
            session.rollback();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
