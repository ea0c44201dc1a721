package org.passerelle.routes;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.passerelle.failures.FailedMessage;
import org.passerelle.failures.FailedMessages;
import org.passerelle.failures.FailureHeaders;
import org.passerelle.learning.polls.PollTasks;
import org.passerelle.messages.Envelope;
import org.passerelle.messages.MessageCodec;
import org.passerelle.messages.UnreadableMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what gave up from the broker into the store, whatever made it give up. A poll task among it
 * is given up too, so that its run ends as partial instead of waiting until it is overdue.
 */
public final class FailureDrain {
    private static final Logger LOG = LoggerFactory.getLogger(FailureDrain.class);

    private final FailedMessages failed;
    private final PollTasks tasks;

    public FailureDrain(FailedMessages failed, PollTasks tasks) {
        this.failed = failed;
        this.tasks = tasks;
    }

    /** Errors: any keeps the message on the broker. */
    public void store(Exchange exchange) {
        var message = exchange.getMessage();
        var failure =
                new FailedMessage(transportId(message), headers(message), bytes(message.getBody()));
        failed.store(failure);
        task(failure).ifPresent(task -> tasks.park(task, reason(failure)));
    }

    private static Optional<Long> task(FailedMessage failure) {
        if (failure.label().type().filter(PollTasks.MESSAGE_TYPE::equals).isEmpty()) {
            return Optional.empty();
        }
        try {
            var body = MessageCodec.decode(failure.body(), Envelope.class).body();
            return Optional.of(body.path("task").asLong()).filter(task -> task > 0);
        } catch (UnreadableMessage unreadable) {
            return Optional.empty();
        }
    }

    private static String reason(FailedMessage failure) {
        return "a task was given up: "
                + failure.cause().text().value()
                + "; see: passerelle failed list";
    }

    /** Upkeep: what has passed its time goes; somebody is told of what nobody decided about. */
    public void expire() {
        int undecided = failed.expire();
        if (undecided > 0) {
            LOG.warn(
                    "{} failed messages reached 45 days without a decision; their bodies are gone:"
                            + " tell the data-protection officer",
                    undecided);
        }
    }

    static String transportId(Message message) {
        return Stream.of(
                        FailureHeaders.TRANSPORT_ID,
                        FailureHeaders.BROKER_DUPLICATE_ID,
                        "JMSMessageID")
                .flatMap(name -> Optional.ofNullable(message.getHeader(name)).stream())
                .map(Object::toString)
                .map(id -> id.substring(0, Math.min(id.length(), 200)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a message without any id"));
    }

    private static Map<String, String> headers(Message message) {
        var headers = new HashMap<String, String>();
        message.getHeaders()
                .forEach(
                        (name, value) -> {
                            boolean camels = name.startsWith("Camel") || name.startsWith("JMS");
                            if (!camels && value != null) {
                                headers.put(name, value.toString());
                            }
                        });
        return headers;
    }

    /** In our own Java: Camel quotes the value when a conversion fails. */
    private static byte[] bytes(Object body) {
        return switch (body) {
            case null -> new byte[0];
            case byte[] bytes -> bytes;
            default -> body.toString().getBytes(StandardCharsets.UTF_8);
        };
    }
}
