package org.passerelle.routes;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.api.core.ActiveMQDuplicateIdException;
import org.passerelle.messages.Address;
import org.passerelle.messages.JdbcOutbox;
import org.passerelle.messages.OutboxBell;
import org.passerelle.messages.OutboxMessage;
import org.passerelle.personaldata.OwnStoreUnavailable;
import org.passerelle.personaldata.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empties the outbox: one database transaction locks a batch, one broker transaction sends it, then
 * the rows go.
 *
 * <p>Guarantee: at-least-once. Killed between the two commits, the batch is sent again with the
 * same transport ids, and the broker refuses what it already has; a refused message counts as sent.
 */
public final class OutboxDispatch {
    /** The broker's own name for the id it drops second copies by. */
    private static final String DUPLICATE_ID = "_AMQ_DUPL_ID";

    /** Travels with the message to the failed messages, so that one failure is one row. */
    private static final String TRANSPORT_ID = "transport-id";

    private static final Logger LOG = LoggerFactory.getLogger(OutboxDispatch.class);

    private final Transactions transactions;
    private final JdbcOutbox outbox;
    private final ConnectionFactory broker;
    private final Pace pace;

    public OutboxDispatch(
            Transactions transactions, JdbcOutbox outbox, ConnectionFactory broker, Pace pace) {
        this.transactions = transactions;
        this.outbox = outbox;
        this.broker = broker;
        this.pace = pace;
    }

    /** One that nobody wakes. */
    public OutboxDispatch(
            Transactions transactions, JdbcOutbox outbox, ConnectionFactory broker, int batch) {
        this(transactions, outbox, broker, new Pace(batch, new OutboxBell(), Duration.ZERO));
    }

    /**
     * @param batch messages per transaction, a few more when they wait in one row
     * @param interval the longest wait without a ring: other processes put messages too
     */
    public record Pace(int batch, OutboxBell bell, Duration interval) {}

    /**
     * Sends what waits as soon as this process has put something, and at each interval anyway: a
     * message that waits for the next look costs every hop of a chain of pages that time.
     */
    public int dispatchWhenRung() {
        pace.bell().await(pace.interval());
        return dispatch();
    }

    /** Sends until nothing waits. Several processes may do it at once: each takes its own rows. */
    public int dispatch() {
        int all = 0;
        int sent;
        do {
            sent = transactions.within(this::sendBatch);
            all += sent;
        } while (sent >= pace.batch());
        return all;
    }

    private int sendBatch() {
        var waiting = outbox.waiting(pace.batch());
        if (!waiting.isEmpty()) {
            try {
                send(waiting);
            } catch (JMSException e) {
                throw new OwnStoreUnavailable(
                        "the broker did not take "
                                + waiting.size()
                                + " messages; they stay in the outbox and are sent when it answers",
                        e);
            }
            outbox.sent(waiting.stream().map(OutboxMessage::transportId).toList());
        }
        return waiting.size();
    }

    private void send(List<OutboxMessage> messages) throws JMSException {
        try (var connection = broker.createConnection()) {
            try {
                sendTogether(connection.createSession(true, Session.SESSION_TRANSACTED), messages);
            } catch (JMSException e) {
                requireDuplicate(e);
                LOG.info("the broker has one of {} messages already", messages.size());
                for (OutboxMessage message : messages) {
                    sendAlone(connection.createSession(true, Session.SESSION_TRANSACTED), message);
                }
            }
        }
    }

    private static void sendTogether(Session session, List<OutboxMessage> messages)
            throws JMSException {
        try (session;
                var producer = session.createProducer(null)) {
            // Naming a queue asks the broker whether it exists: once per address, not per message.
            var queues = new EnumMap<Address, Queue>(Address.class);
            for (OutboxMessage message : messages) {
                var queue = queues.get(message.address());
                if (queue == null) {
                    queue = session.createQueue(message.address().queue());
                    queues.put(message.address(), queue);
                }
                var packed = session.createBytesMessage();
                packed.writeBytes(message.body());
                packed.setStringProperty(DUPLICATE_ID, message.transportId());
                packed.setStringProperty(encoded(TRANSPORT_ID), message.transportId());
                for (Map.Entry<String, String> header : message.headers().entrySet()) {
                    packed.setStringProperty(encoded(header.getKey()), header.getValue());
                }
                producer.send(queue, packed, DeliveryMode.PERSISTENT, priority(message.turn()), 0);
            }
            session.commit();
        }
    }

    private static int priority(OutboxMessage.Turn turn) {
        return switch (turn) {
            case LAST -> Message.DEFAULT_PRIORITY;
            case NEXT -> Message.DEFAULT_PRIORITY + 2;
        };
    }

    private static void sendAlone(Session session, OutboxMessage message) throws JMSException {
        try {
            sendTogether(session, List.of(message));
        } catch (JMSException e) {
            requireDuplicate(e);
            LOG.debug("{} was sent before", message);
        }
    }

    /** Any other refusal is not "sent before": the rows must stay. */
    private static void requireDuplicate(JMSException refusal) throws JMSException {
        for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
            if (cause instanceof ActiveMQDuplicateIdException) {
                return;
            }
        }
        throw refusal;
    }

    /** JMS allows no hyphens in names; Camel reads this spelling back. */
    private static String encoded(String name) {
        return name.replace("-", "_HYPHEN_").replace(".", "_DOT_");
    }
}
