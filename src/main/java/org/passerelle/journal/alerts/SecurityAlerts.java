package org.passerelle.journal.alerts;

import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.passerelle.journal.Journal;
import org.passerelle.journal.JournalEntry;
import org.passerelle.messages.Address;
import org.passerelle.messages.Envelope;
import org.passerelle.messages.MessageCodec;
import org.passerelle.messages.Outbox;
import org.passerelle.messages.OutboxMessage;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.Transactions;

/**
 * Raises alerts: a row that health and metrics show until a person acknowledges it, an entry in the
 * journal, a message to {@code passerelle.events} of type {@code security-alert}.
 *
 * <p>The same alert again while it is open is counted, not told again. Guarantee: joins the
 * caller's transaction; what it tells is sent after the commit. Source: IMP-56.
 */
public final class SecurityAlerts {
    static final String TYPE = "security-alert";
    private static final int VERSION = 1;

    private final Transactions transactions;
    private final JdbcSecurityAlerts rows;
    private final Journal journal;
    private final Outbox outbox;
    private final Clock clock;

    public SecurityAlerts(
            Transactions transactions,
            JdbcSecurityAlerts rows,
            Journal journal,
            Outbox outbox,
            Clock clock) {
        this.transactions = transactions;
        this.rows = rows;
        this.journal = journal;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * @return false when it is open already and was counted
     */
    public boolean raise(Alert alert) {
        return transactions.within(
                () -> {
                    var now = clock.instant();
                    if (rows.again(alert, now)) {
                        return false;
                    }
                    rows.add(alert, now);
                    tell(alert, "process", "security-alert", alert.kind().key());
                    send(alert);
                    return true;
                });
    }

    /** Newest first. */
    public List<StoredAlert> open(int limit) {
        return transactions.within(() -> rows.open(limit));
    }

    /** Open ones, by kind; a kind that has none is absent. */
    public Map<AlertKind, Long> counts() {
        return counts(organisation -> true);
    }

    /** Of the organisations a person may see, and what concerns every organisation. */
    public Map<AlertKind, Long> counts(Predicate<OrganisationKey> seen) {
        var counts = new EnumMap<AlertKind, Long>(AlertKind.class);
        transactions
                .within(rows::counts)
                .forEach(
                        (organisation, kinds) -> {
                            if (organisation.equals(Alert.EVERYBODYS) || seen.test(organisation)) {
                                kinds.forEach((kind, open) -> counts.merge(kind, open, Long::sum));
                            }
                        });
        return counts;
    }

    /**
     * @return empty when no open alert has this number
     */
    public Optional<StoredAlert> acknowledge(long number, String actor) {
        return transactions.within(
                () -> {
                    var alert = rows.find(number).filter(it -> it.ended().isEmpty());
                    alert.ifPresent(
                            it -> {
                                rows.end(number, clock.instant(), actor);
                                tell(it.alert(), actor, "security-alert-acknowledged", "done");
                            });
                    return alert.isPresent() ? rows.find(number) : Optional.empty();
                });
    }

    private void tell(Alert alert, String actor, String action, String outcome) {
        journal.append(
                new JournalEntry(
                        alert.organisation(),
                        actor,
                        action,
                        alert.object(),
                        Optional.empty(),
                        outcome,
                        Map.of(
                                "kind", alert.kind().key(),
                                "count", Long.toString(alert.count()))));
    }

    private void send(Alert alert) {
        var id = TYPE + "-" + UUID.randomUUID();
        var body =
                MessageCodec.json()
                        .createObjectNode()
                        .put("kind", alert.kind().key())
                        .put("object", alert.object())
                        .put("count", alert.count());
        var envelope =
                new Envelope(
                        id,
                        TYPE,
                        VERSION,
                        alert.organisation(),
                        id,
                        Optional.empty(),
                        clock.instant(),
                        body);
        outbox.put(
                List.of(
                        new OutboxMessage(
                                id, Address.EVENTS, Map.of(), MessageCodec.encode(envelope))));
    }
}
