package org.passerelle.failures;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Optional;
import org.passerelle.failures.ReplayOrder.Selection;
import org.passerelle.journal.Journal;
import org.passerelle.journal.JournalEntry;
import org.passerelle.personaldata.Transactions;

/**
 * Sends failed messages again, because a person says so, at a pace that stops by itself.
 *
 * <p>Guarantee: a message is in one replay at a time; it leaves with a new transport id and its old
 * business id, so that its effect happens once; it is resolved only when the end of its route
 * answered. Messages leave through the outbox, in the transaction that records them as sent.
 */
public final class Replays {
    /** No answer within this time gives a message back to the list. */
    public static final Duration ANSWER_LIMIT = Duration.ofMinutes(10);

    private final Transactions transactions;
    private final JdbcReplays rows;
    private final ReplaySending sending;
    private final ReplayPorts.EndOfRoute ends;
    private final Evidence evidence;

    /** Where and when the evidence is written. */
    public record Evidence(Journal journal, Clock clock) {}

    public Replays(
            Transactions transactions,
            JdbcFailedMessages messages,
            JdbcReplays rows,
            FailedBodies bodies,
            ReplayPorts ports,
            Evidence evidence) {
        this.transactions = transactions;
        this.rows = rows;
        this.sending = new ReplaySending(messages, rows, bodies, ports, evidence);
        this.ends = ports.ends();
        this.evidence = evidence;
    }

    /** What became of an order. */
    public sealed interface Answer {
        record Started(long operation, int claimed) implements Answer {}

        record Nothing(String reason) implements Answer {}
    }

    /** Claims the messages and sends the first stage. */
    public Answer start(ReplayOrder order) {
        var answer = transactions.within(() -> claim(order));
        if (answer instanceof Answer.Started started) {
            advance(started.operation());
        }
        return answer;
    }

    private Answer claim(ReplayOrder order) {
        var now = evidence.clock().instant();
        long operation = rows.open(order, now);
        int claimed = rows.claim(operation, order.what(), now.plus(ANSWER_LIMIT));
        if (claimed == 0) {
            rows.end(operation, ReplayOperation.State.DONE, "nothing to replay", now);
            return new Answer.Nothing(
                    "none of these messages waits for a person: closed, already being replayed, or"
                            + " from no queue of ours; see: passerelle failed list");
        }
        var details = new HashMap<String, String>();
        details.put("messages", Integer.toString(claimed));
        if (order.what() instanceof Selection.WholeGroup group) {
            details.put("group", group.key());
        }
        evidence.journal()
                .append(
                        new JournalEntry(
                                FailedMessages.NOBODYS,
                                order.actor(),
                                "replay-started",
                                "replay " + operation,
                                Optional.empty(),
                                "done",
                                details));
        return new Answer.Started(operation, claimed);
    }

    /** Moves every running replay on; called by upkeep every few seconds. */
    public void advance() {
        transactions.within(this::settle);
        for (long operation : transactions.within(rows::running)) {
            advance(operation);
        }
        transactions.within(
                () -> {
                    rows.giveBackStale(evidence.clock().instant());
                });
    }

    private void advance(long operation) {
        transactions.within(
                () -> {
                    rows.lock(operation).ifPresent(this::step);
                });
    }

    private void step(JdbcReplays.Running running) {
        if (rows.attempts().failedForTheSameCause(running.number())) {
            stop(
                    running.number(),
                    ReplayOperation.State.STOPPED,
                    "a message failed again for the same cause");
            return;
        }
        rows.renewLeases(running.number(), evidence.clock().instant().plus(ANSWER_LIMIT));
        if (rows.attempts().isUnderWay(running.number())) {
            return;
        }
        int size = running.pace().after(running.stage());
        if (sendStage(running, size) == 0) {
            rows.end(
                    running.number(),
                    ReplayOperation.State.DONE,
                    "all messages were sent",
                    evidence.clock().instant());
        } else {
            rows.stage(running.number(), size);
        }
    }

    private int sendStage(JdbcReplays.Running running, int size) {
        int sent = 0;
        while (sent < size) {
            var batch = rows.waiting(running.number(), size - sent);
            if (batch.isEmpty()) {
                return sent;
            }
            for (Failure failure : batch) {
                if (sending.send(running, failure)) {
                    sent++;
                }
            }
        }
        return sent;
    }

    private void settle() {
        var now = evidence.clock().instant();
        for (JdbcReplayAttempts.UnderWay message : rows.attempts().underWay()) {
            boolean processed =
                    message.businessId()
                            .filter(id -> ends.processedSince(id, message.sentAt()))
                            .isPresent();
            if (processed) {
                resolve(message.transportId());
            } else if (!now.isBefore(message.sentAt().plus(ANSWER_LIMIT))) {
                rows.attempts().answered(message.transportId(), "NO_ANSWER", now);
                rows.giveBack(
                        message.failedMessage(),
                        "no answer within " + ANSWER_LIMIT.toMinutes() + " minutes");
            }
        }
    }

    /**
     * The end of a route tells that a replayed message went through. Repeatable; a transport id
     * that no replay sent is ignored.
     */
    public void acknowledge(String transportId) {
        transactions.within(
                () -> {
                    resolve(transportId);
                });
    }

    private void resolve(String transportId) {
        var now = evidence.clock().instant();
        if (rows.attempts().answered(transportId, "RESOLVED", now)) {
            rows.attempts().messageOf(transportId).ifPresent(number -> rows.resolve(number, now));
        }
    }

    /** Stops what has not left; false when the replay is not running. */
    public boolean cancel(long operation, String actor) {
        return transactions.within(
                () -> {
                    var running = rows.lock(operation);
                    running.ifPresent(
                            found ->
                                    stop(
                                            found.number(),
                                            ReplayOperation.State.CANCELLED,
                                            "cancelled by " + actor));
                    return running.isPresent();
                });
    }

    private void stop(long operation, ReplayOperation.State state, String reason) {
        rows.giveBackWaiting(operation, "not sent: " + reason);
        rows.end(operation, state, reason, evidence.clock().instant());
    }

    public Optional<ReplayOperation> find(long operation) {
        return transactions.within(() -> rows.find(operation));
    }
}
