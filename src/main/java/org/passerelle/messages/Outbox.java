package org.passerelle.messages;

import java.util.Collection;

/**
 * Messages that are sent only if the transaction that wrote them commits.
 *
 * <p>Guarantee: at-least-once after the commit; the transport id lets the broker drop a second
 * copy.
 */
public interface Outbox {
    /** Writes the messages on the current transaction. */
    void put(Collection<OutboxMessage> messages);
}
