package org.passerelle.failures;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.passerelle.failures.ReplayJudge.Verdict;
import org.passerelle.journal.JournalEntry;
import org.passerelle.messages.Address;
import org.passerelle.messages.OutboxMessage;
import org.passerelle.personaldata.PermanentFailure;

/**
 * Sends one failed message again, or ends it because the rules say no. On the caller's transaction.
 */
final class ReplaySending {
    private final JdbcFailedMessages messages;
    private final JdbcReplays rows;
    private final FailedBodies bodies;
    private final ReplayPorts ports;
    private final Replays.Evidence evidence;

    ReplaySending(
            JdbcFailedMessages messages,
            JdbcReplays rows,
            FailedBodies bodies,
            ReplayPorts ports,
            Replays.Evidence evidence) {
        this.messages = messages;
        this.rows = rows;
        this.bodies = bodies;
        this.ports = ports;
        this.evidence = evidence;
    }

    /** True if it left; false if it was closed or given back. */
    boolean send(JdbcReplays.Running running, Failure failure) {
        try {
            return judgeAndSend(running, failure);
        } catch (PermanentFailure problem) {
            rows.giveBack(
                    failure.number(),
                    "not sent: " + CauseText.of(String.valueOf(problem.getMessage())));
            return false;
        }
    }

    /** True if it left; else it is closed, so that the next look does not find it again. */
    private boolean judgeAndSend(JdbcReplays.Running running, Failure failure) {
        var content =
                messages.sealed(failure.number())
                        .flatMap(bytes -> bodies.open(failure.label().subject(), bytes));
        if (content.isEmpty()) {
            return close(running, failure, FailureState.MOOT, "subject-erased");
        }
        var address = failure.address().orElseThrow();
        var verdict =
                ports.judge()
                        .judge(
                                new ReplayJudge.Question(
                                        failure.label(), address, content.get().body()));
        return switch (verdict) {
            case Verdict.Allow allow -> put(running, failure, content.get());
            case Verdict.Cancel cancel ->
                    close(running, failure, FailureState.CANCELLED, cancel.reason());
            case Verdict.Moot moot -> close(running, failure, FailureState.MOOT, "subject-erased");
            case Verdict.Superseded superseded ->
                    running.skipSuperseded() && address != Address.COMMANDS
                            ? close(
                                    running,
                                    failure,
                                    FailureState.SUPERSEDED,
                                    "newer-message-processed")
                            : put(running, failure, content.get());
        };
    }

    private boolean put(
            JdbcReplays.Running running, Failure failure, FailedBodies.Content content) {
        var headers = new HashMap<>(content.headers());
        headers.keySet().removeIf(ReplaySending::belongsToTheFailure);
        headers.put(FailureHeaders.REPLAY_OF, Long.toString(failure.number()));
        var message =
                new OutboxMessage(
                        "replay-" + UUID.randomUUID(),
                        failure.address().orElseThrow(),
                        headers,
                        content.body());
        if (message.address() == Address.COMMANDS) {
            message = ports.resigning().resign(message);
        }
        ports.outbox().put(List.of(message));
        rows.attempts()
                .sent(
                        running.number(),
                        failure.number(),
                        message.transportId(),
                        evidence.clock().instant());
        tell(running.actor(), failure, "failed-message-replayed", "sent");
        return true;
    }

    private static boolean belongsToTheFailure(String header) {
        return header.startsWith("failure-")
                || header.startsWith("_AMQ_")
                || header.startsWith("JMS")
                || header.startsWith("Camel")
                || header.equals(FailureHeaders.TRANSPORT_ID);
    }

    private boolean close(
            JdbcReplays.Running running, Failure failure, FailureState state, String reason) {
        rows.close(failure.number(), state, reason, evidence.clock().instant());
        tell(
                running.actor(),
                failure,
                "failed-message-" + state.name().toLowerCase(Locale.ROOT),
                reason);
        return false;
    }

    private void tell(String actor, Failure failure, String action, String outcome) {
        evidence.journal()
                .append(
                        new JournalEntry(
                                failure.label().organisation().orElse(FailedMessages.NOBODYS),
                                actor,
                                action,
                                "failed message " + failure.number(),
                                failure.label().subject(),
                                outcome,
                                Map.of("group", failure.cause().groupKey())));
    }
}
