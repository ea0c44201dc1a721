package org.passerelle.app.watch;

import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.function.Consumer;
import org.passerelle.journal.hygiene.ScannedPlace;
import org.passerelle.messages.Address;
import org.passerelle.personaldata.OwnStoreUnavailable;

/** What waits on one queue: looked at, not taken. */
public final class QueueTexts implements ScannedPlace {
    private final ConnectionFactory broker;
    private final Address address;

    public QueueTexts(ConnectionFactory broker, Address address) {
        this.broker = broker;
        this.address = address;
    }

    @Override
    public String key() {
        return address.queue();
    }

    @Override
    public void read(Consumer<String> reader) {
        try (var connection = broker.createConnection();
                var session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                var browser = session.createBrowser(session.createQueue(address.queue()))) {
            connection.start();
            var messages = browser.getEnumeration();
            while (messages.hasMoreElements()) {
                reader.accept(text((Message) messages.nextElement()));
            }
        } catch (JMSException e) {
            throw new OwnStoreUnavailable("the broker did not answer the hygiene check", e);
        }
    }

    private static String text(Message message) throws JMSException {
        var text = new StringBuilder();
        for (Object name : Collections.list(message.getPropertyNames())) {
            text.append(name).append(' ');
            text.append(message.getObjectProperty(name.toString())).append('\n');
        }
        if (message instanceof TextMessage body) {
            text.append(body.getText());
        } else if (message instanceof BytesMessage body) {
            var bytes = new byte[Math.toIntExact(body.getBodyLength())];
            body.readBytes(bytes);
            text.append(new String(bytes, StandardCharsets.UTF_8));
        }
        return text.toString();
    }
}
