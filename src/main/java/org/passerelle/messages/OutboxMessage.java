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
 */
public record OutboxMessage(
        String transportId, Address address, Map<String, String> headers, byte[] body) {
    public OutboxMessage {
        headers = Map.copyOf(headers);
        body = body.clone();
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
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return Objects.hash(transportId, address, headers, Arrays.hashCode(body));
    }

    @Override
    public String toString() {
        return "message " + transportId + " to " + address.queue();
    }
}
