package org.passerelle.failures;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** What replays have sent and how it ended, in {@code replay_attempts}. */
final class JdbcReplayAttempts {
    private final Jdbi jdbi;

    JdbcReplayAttempts(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** One message on its way again. */
    record UnderWay(
            long failedMessage, String transportId, Optional<String> businessId, Instant sentAt) {}

    /** Sent and not answered, of every replay, also of one that was stopped meanwhile. */
    List<UnderWay> underWay() {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT a.failed_message_id, a.transport_id, m.business_id, a.sent_at FROM replay_attempts a"
                                                + " JOIN failed_messages m ON m.id = a.failed_message_id"
                                                + " WHERE a.outcome = 'SENT' ORDER BY a.id")
                                .map(
                                        (row, context) ->
                                                new UnderWay(
                                                        row.getLong(1),
                                                        row.getString(2),
                                                        Optional.ofNullable(row.getString(3)),
                                                        row.getTimestamp(4).toInstant()))
                                .list());
    }

    boolean isUnderWay(long operation) {
        return exists(
                "SELECT EXISTS (SELECT 1 FROM replay_attempts WHERE operation_id = :id AND outcome = 'SENT')",
                operation);
    }

    void sent(long operation, long failedMessage, String transportId, Instant now) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "INSERT INTO replay_attempts (failed_message_id, operation_id, transport_id, outcome, sent_at)"
                                                + " VALUES (:message, :operation, :transport, 'SENT', :now)")
                                .bind("message", failedMessage)
                                .bind("operation", operation)
                                .bind("transport", transportId)
                                .bind("now", now)
                                .execute());
    }

    /** Ends an attempt, also one that the clock had given up; false when unknown or over. */
    boolean answered(String transportId, String outcome, Instant now) {
        return jdbi.withHandle(
                        handle ->
                                handle.createUpdate(
                                                "UPDATE replay_attempts SET outcome = :outcome, ended_at = :now"
                                                        + " WHERE transport_id = :transport AND outcome IN ('SENT', 'NO_ANSWER')")
                                        .bind("outcome", outcome)
                                        .bind("now", now)
                                        .bind("transport", transportId)
                                        .execute())
                == 1;
    }

    Optional<Long> messageOf(String transportId) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT failed_message_id FROM replay_attempts WHERE transport_id = :transport")
                                .bind("transport", transportId)
                                .mapTo(Long.class)
                                .findOne());
    }

    boolean failedForTheSameCause(long operation) {
        return exists(
                "SELECT EXISTS (SELECT 1 FROM replay_attempts WHERE operation_id = :id AND same_cause)",
                operation);
    }

    private boolean exists(String sql, long operation) {
        return jdbi.withHandle(
                handle -> handle.createQuery(sql).bind("id", operation).mapTo(Boolean.class).one());
    }

    /**
     * Whether this failed message is one that a replay had sent; then its attempt is over and its
     * first row waits for a person again. Repeatable. False when that row was closed meanwhile:
     * then the message needs a row of its own.
     */
    boolean cameBack(FailedMessage message, Instant now) {
        var number = messageOf(message.transportId());
        if (number.isEmpty() || hasFailed(message.transportId())) {
            return number.isPresent();
        }
        if (!answered(message.transportId(), "FAILED", now)) {
            return false;
        }
        markSameCause(message);
        return reopen(number.get(), message, now);
    }

    private boolean hasFailed(String transportId) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT EXISTS (SELECT 1 FROM replay_attempts"
                                                + " WHERE transport_id = :transport AND outcome = 'FAILED')")
                                .bind("transport", transportId)
                                .mapTo(Boolean.class)
                                .one());
    }

    private void markSameCause(FailedMessage message) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "UPDATE replay_attempts a JOIN failed_messages m ON m.id = a.failed_message_id"
                                                + " SET a.same_cause = (m.group_key = :group) WHERE a.transport_id = :transport")
                                .bind("group", message.cause().groupKey())
                                .bind("transport", message.transportId())
                                .execute());
    }

    private boolean reopen(long number, FailedMessage message, Instant now) {
        return jdbi.withHandle(
                        handle ->
                                handle.createUpdate(
                                                "UPDATE failed_messages SET state = 'UNRESOLVED', note = 'failed again', group_key = :group,"
                                                        + " attempts = attempts + :attempts, last_failed_at = :now, operation_id = NULL,"
                                                        + " lease_until_at = NULL WHERE id = :id AND (state = 'UNRESOLVED' OR state = 'REPLAYING' AND operation_id ="
                                                        + " (SELECT operation_id FROM replay_attempts WHERE transport_id = :transport))")
                                        .bind("transport", message.transportId())
                                        .bind("group", message.cause().groupKey())
                                        .bind("attempts", message.attempts())
                                        .bind("now", now)
                                        .bind("id", number)
                                        .execute())
                == 1;
    }
}
