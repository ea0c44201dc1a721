package org.passerelle.rights.restriction;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.passerelle.keys.Compartment;
import org.passerelle.keys.SubjectKeys;
import org.passerelle.messages.Address;
import org.passerelle.messages.Outbox;
import org.passerelle.messages.OutboxMessage;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.personaldata.Transactions;

/**
 * Messages about a restricted subject, that wait until the restriction is lifted.
 *
 * <p>Guarantee: a message that waits is stored, sealed under the subject's key, before it is
 * acknowledged; it is released once, through the outbox, with its own business id, so that its
 * effect happens once. Commands do not wait here: their stored steps wait at their gate.
 */
public final class HeldMessages {
    private final Transactions transactions;
    private final JdbcHeldMessages rows;
    private final SubjectKeys keys;
    private final Outbox outbox;
    private final Predicate<SubjectId> restricted;
    private final SecureRandom random;

    public HeldMessages(
            Transactions transactions,
            JdbcHeldMessages rows,
            SubjectKeys keys,
            Outbox outbox,
            Predicate<SubjectId> restricted,
            SecureRandom random) {
        this.transactions = transactions;
        this.rows = rows;
        this.keys = keys;
        this.outbox = outbox;
        this.restricted = restricted;
        this.random = random;
    }

    /**
     * @param businessId of the message: the same message again is held once
     * @return whether it waits here; the caller acknowledges it and does nothing
     */
    public boolean holds(SubjectId subject, String businessId, byte[] body) {
        if (!restricted.test(subject)) {
            return false;
        }
        byte[] sealed = keys.seal(subject, Compartment.LIVE, body);
        return transactions.within(
                () -> {
                    rows.hold(subject, businessId, sealed);
                    return true;
                });
    }

    /** Within the caller's transaction. How many waited. */
    int settle(SubjectId subject, Freezes.Waiting waiting) {
        var held = rows.waiting(subject);
        for (JdbcHeldMessages.Held message : held) {
            if (waiting == Freezes.Waiting.RELEASE) {
                clear(subject, message).ifPresent(body -> send(message, body));
            }
            rows.settled(message.id(), waiting.name().toLowerCase(java.util.Locale.ROOT));
        }
        return held.size();
    }

    /** What waits for subjects whose restriction came to its end by itself. */
    public void releaseLapsed() {
        for (SubjectId subject : rows.subjects()) {
            if (!restricted.test(subject)) {
                transactions.within(() -> settle(subject, Freezes.Waiting.RELEASE));
            }
        }
    }

    private Optional<byte[]> clear(SubjectId subject, JdbcHeldMessages.Held message) {
        return keys.open(subject, Compartment.LIVE, message.cipher());
    }

    private void send(JdbcHeldMessages.Held message, byte[] body) {
        byte[] suffix = new byte[8];
        random.nextBytes(suffix);
        outbox.put(
                List.of(
                        new OutboxMessage(
                                "held-" + message.id() + "-" + HexFormat.of().formatHex(suffix),
                                Address.EVENTS,
                                Map.of(),
                                body)));
    }
}
