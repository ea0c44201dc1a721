package org.passerelle.messages;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/**
 * A message that waits in the outbox for its transaction's commit.
 *
 * @param transportId the broker's duplicate id; a replay or a re-emission gets a new one
 * @param headers string properties of the message, such as {@code key-id} and {@code signature}
 * @param body the exact bytes to send; a signature covers them
 * @param turn among the messages of its queue
 */
public record OutboxMessage(
        String transportId, Address address, Map<String, String> headers, byte[] body, Turn turn) {
    /** When a message is taken. */
    public enum Turn {
        /** After all that waits. */
        LAST,
        /**
         * Before all that waits: it continues what has begun, and would otherwise start anew behind
         * a whole round of others at every step.
         */
        NEXT
    }

    public OutboxMessage {
        headers = Map.copyOf(headers);
        body = body.clone();
    }

    public OutboxMessage(
            String transportId, Address address, Map<String, String> headers, byte[] body) {
        this(transportId, address, headers, body, Turn.LAST);
    }

    public OutboxMessage taken(Turn other) {
        return new OutboxMessage(transportId, address, headers, body, other);
    }

    @Override
    public byte[] body() {
        return body.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OutboxMessage that
                && transportId.equals(that.transportId)
                && address == that.address
                && headers.equals(that.headers)
                && Arrays.equals(body, that.body)
                && turn == that.turn;
    }

    @Override
    public int hashCode() {
        return Objects.hash(transportId, address, headers, Arrays.hashCode(body), turn);
    }

    @Override
    public String toString() {
        return "message " + transportId + " to " + address.queue();
    }
}
