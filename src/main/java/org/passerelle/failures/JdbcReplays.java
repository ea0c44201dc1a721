package org.passerelle.failures;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.failures.ReplayOrder.Pace;
import org.passerelle.failures.ReplayOrder.Selection;

/** Replays in {@code replay_operations}, and the claims they hold. */
public final class JdbcReplays {
    private static final String SELECT =
            "SELECT m.*, g.cause_class, g.route, g.stop, g.text FROM failed_messages m"
                    + " JOIN failure_groups g USING (group_key)";

    private final Jdbi jdbi;
    private final JdbcReplayAttempts attempts;

    public JdbcReplays(Jdbi jdbi) {
        this.jdbi = jdbi;
        this.attempts = new JdbcReplayAttempts(jdbi);
    }

    JdbcReplayAttempts attempts() {
        return attempts;
    }

    /** A running replay, locked for the current transaction. */
    record Running(long number, String actor, int stage, Pace pace, boolean skipSuperseded) {}

    long open(ReplayOrder order, Instant now) {
        return jdbi.withHandle(
                handle ->
                        handle.createUpdate(
                                        "INSERT INTO replay_operations (actor, state, stage_size, first_stage, factor, skip_superseded, started_at)"
                                                + " VALUES (:actor, 'RUNNING', 0, :first, :factor, :skip, :now)")
                                .bind("actor", order.actor())
                                .bind("first", order.pace().first())
                                .bind("factor", order.pace().factor())
                                .bind("skip", order.skipSuperseded())
                                .bind("now", now)
                                .executeAndReturnGeneratedKeys("id")
                                .mapTo(Long.class)
                                .one());
    }

    /** Compare-and-set UNRESOLVED → REPLAYING; what another replay holds is left alone. */
    int claim(long operation, Selection what, Instant leaseUntil) {
        return switch (what) {
            case Selection.Numbers some ->
                    some.numbers().isEmpty() ? 0 : claim(operation, some.numbers(), leaseUntil);
            case Selection.WholeGroup group -> claim(operation, group.key(), leaseUntil);
        };
    }

    private int claim(long operation, List<Long> numbers, Instant leaseUntil) {
        return jdbi.withHandle(
                handle ->
                        handle.createUpdate(CLAIM + " AND id IN (<numbers>)")
                                .bindList("numbers", numbers)
                                .bind("operation", operation)
                                .bind("lease", leaseUntil)
                                .execute());
    }

    private int claim(long operation, String group, Instant leaseUntil) {
        return jdbi.withHandle(
                handle ->
                        handle.createUpdate(CLAIM + " AND group_key = :group")
                                .bind("group", group)
                                .bind("operation", operation)
                                .bind("lease", leaseUntil)
                                .execute());
    }

    private static final String CLAIM =
            "UPDATE failed_messages SET state = 'REPLAYING', operation_id = :operation, lease_until_at = :lease, note = NULL"
                    + " WHERE state = 'UNRESOLVED' AND address IS NOT NULL AND sealed IS NOT NULL";

    List<Long> running() {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT id FROM replay_operations WHERE state = 'RUNNING' ORDER BY id")
                                .mapTo(Long.class)
                                .list());
    }

    /** Empty when it is over or another process is at it. */
    Optional<Running> lock(long operation) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT id, actor, stage_size, first_stage, factor, skip_superseded FROM replay_operations"
                                                + " WHERE id = :id AND state = 'RUNNING' FOR UPDATE SKIP LOCKED")
                                .bind("id", operation)
                                .map(
                                        (row, context) ->
                                                new Running(
                                                        row.getLong(1),
                                                        row.getString(2),
                                                        row.getInt(3),
                                                        new Pace(row.getInt(4), row.getInt(5)),
                                                        row.getBoolean(6)))
                                .findOne());
    }

    void stage(long operation, int size) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "UPDATE replay_operations SET stage_size = :size WHERE id = :id")
                                .bind("size", size)
                                .bind("id", operation)
                                .execute());
    }

    void end(long operation, ReplayOperation.State state, String reason, Instant now) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "UPDATE replay_operations SET state = :state, reason = :reason, ended_at = :now WHERE id = :id")
                                .bind("state", state)
                                .bind("reason", reason)
                                .bind("now", now)
                                .bind("id", operation)
                                .execute());
    }

    /** The claimed messages that have not left yet, oldest first. */
    List<Failure> waiting(long operation, int limit) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        SELECT
                                                + " WHERE m.operation_id = :operation AND m.state = 'REPLAYING'"
                                                + " AND NOT EXISTS (SELECT 1 FROM replay_attempts a"
                                                + " WHERE a.failed_message_id = m.id AND a.operation_id = :operation)"
                                                + " ORDER BY m.id LIMIT :limit")
                                .bind("operation", operation)
                                .bind("limit", limit)
                                .map((row, context) -> JdbcFailedMessages.failure(row))
                                .list());
    }

    /** The end of the route answered: the message is closed, whatever a late timer made of it. */
    void resolve(long failedMessage, Instant now) {
        close(failedMessage, FailureState.RESOLVED, "the end of the route answered", now);
    }

    /** Closes a message that a replay holds or held, and forgets its body. */
    void close(long failedMessage, FailureState state, String note, Instant now) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "UPDATE failed_messages SET state = :state, note = :note, sealed = NULL, closed_at = :now,"
                                                + " operation_id = NULL, lease_until_at = NULL"
                                                + " WHERE id = :id AND state IN ('REPLAYING', 'UNRESOLVED')")
                                .bind("state", state)
                                .bind("note", note)
                                .bind("now", now)
                                .bind("id", failedMessage)
                                .execute());
    }

    /** REPLAYING → UNRESOLVED with a note. */
    void giveBack(long failedMessage, String note) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(GIVE_BACK + " AND id = :id")
                                .bind("note", note)
                                .bind("id", failedMessage)
                                .execute());
    }

    /** Gives back what an operation claimed and has not sent. */
    int giveBackWaiting(long operation, String note) {
        return jdbi.withHandle(
                handle ->
                        handle.createUpdate(
                                        GIVE_BACK
                                                + " AND operation_id = :operation AND id NOT IN (SELECT failed_message_id"
                                                + " FROM replay_attempts WHERE operation_id = :operation AND outcome = 'SENT')")
                                .bind("note", note)
                                .bind("operation", operation)
                                .execute());
    }

    void renewLeases(long operation, Instant until) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "UPDATE failed_messages SET lease_until_at = :until"
                                                + " WHERE operation_id = :operation AND state = 'REPLAYING'")
                                .bind("until", until)
                                .bind("operation", operation)
                                .execute());
    }

    /** Claims whose lease ran out: nobody is at them any more. */
    int giveBackStale(Instant now) {
        return jdbi.withHandle(
                handle ->
                        handle.createUpdate(GIVE_BACK + " AND lease_until_at <= :now")
                                .bind("note", "the replay stopped without an answer")
                                .bind("now", now)
                                .execute());
    }

    private static final String GIVE_BACK =
            "UPDATE failed_messages SET state = 'UNRESOLVED', note = :note, operation_id = NULL, lease_until_at = NULL"
                    + " WHERE state = 'REPLAYING'";

    Optional<ReplayOperation> find(long operation) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT o.*,"
                                                + " (SELECT COUNT(*) FROM failed_messages m WHERE m.operation_id = o.id AND m.state = 'REPLAYING'"
                                                + "   AND m.id NOT IN (SELECT failed_message_id FROM replay_attempts WHERE operation_id = o.id)) waiting,"
                                                + " SUM(a.outcome = 'SENT') sent, SUM(a.outcome = 'RESOLVED') resolved,"
                                                + " SUM(a.outcome = 'FAILED') failed, SUM(a.outcome = 'NO_ANSWER') unanswered"
                                                + " FROM replay_operations o LEFT JOIN replay_attempts a ON a.operation_id = o.id"
                                                + " WHERE o.id = :id GROUP BY o.id")
                                .bind("id", operation)
                                .map(
                                        (row, context) ->
                                                new ReplayOperation(
                                                        row.getLong("id"),
                                                        row.getString("actor"),
                                                        ReplayOperation.State.valueOf(
                                                                row.getString("state")),
                                                        Optional.ofNullable(
                                                                row.getString("reason")),
                                                        row.getTimestamp("started_at").toInstant(),
                                                        new ReplayOperation.Counts(
                                                                row.getLong("waiting"),
                                                                row.getLong("sent"),
                                                                row.getLong("resolved"),
                                                                row.getLong("failed"),
                                                                row.getLong("unanswered"))))
                                .findOne());
    }
}
