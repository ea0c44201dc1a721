package org.passerelle.failures;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.passerelle.messages.Address;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.SubjectId;

/** Failed messages and their groups in {@code failed_messages} and {@code failure_groups}. */
public final class JdbcFailedMessages {
    private static final String SELECT =
            "SELECT m.*, g.cause_class, g.route, g.stop, g.text FROM failed_messages m"
                    + " JOIN failure_groups g USING (group_key)";

    private final Jdbi jdbi;

    public JdbcFailedMessages(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void touchGroup(Cause cause, Instant now) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "INSERT INTO failure_groups (group_key, cause_class, route, stop, text, first_at, last_at)"
                                                + " VALUES (:key, :kind, :route, :stop, :text, :now, :now)"
                                                + " ON DUPLICATE KEY UPDATE last_at = VALUES(last_at)")
                                .bind("key", cause.groupKey())
                                .bind("kind", cause.kind())
                                .bind("route", cause.route())
                                .bind("stop", cause.stop())
                                .bind("text", cause.text().value())
                                .bind("now", now)
                                .execute());
    }

    /** False when a message of this transport id is stored already. */
    boolean insert(FailedMessage message, Optional<byte[]> sealed, FailedMessages.Expiry expiry) {
        var label = message.label();
        int rows =
                jdbi.withHandle(
                        handle ->
                                handle.createUpdate(
                                                "INSERT IGNORE INTO failed_messages (transport_id, business_id, organisation, subject_id, address,"
                                                        + " message_type, group_key, attempts, state, sealed, failed_at, last_failed_at,"
                                                        + " body_expires_at, row_expires_at, closed_at)"
                                                        + " VALUES (:id, :business, :organisation, :subject, :address, :type, :group, :attempts,"
                                                        + " :state, :sealed, :now, :now, :bodyEnd, :rowEnd, :closed)")
                                        .bind("id", message.transportId())
                                        .bind("business", label.businessId().orElse(null))
                                        .bind(
                                                "organisation",
                                                label.organisation()
                                                        .map(OrganisationKey::value)
                                                        .orElse(null))
                                        .bind(
                                                "subject",
                                                label.subject().map(SubjectId::bytes).orElse(null))
                                        .bind(
                                                "address",
                                                message.address().map(Address::name).orElse(null))
                                        .bind("type", label.type().orElse(null))
                                        .bind("group", message.cause().groupKey())
                                        .bind("attempts", message.attempts())
                                        .bind(
                                                "state",
                                                sealed.isPresent()
                                                        ? FailureState.UNRESOLVED
                                                        : FailureState.MOOT)
                                        .bind("sealed", sealed.orElse(null))
                                        .bind("now", expiry.now())
                                        .bind("bodyEnd", expiry.body())
                                        .bind("rowEnd", expiry.row())
                                        .bind("closed", sealed.isPresent() ? null : expiry.now())
                                        .execute());
        return rows == 1;
    }

    /** Keyset paging: those with a number below {@code before}, newest first. */
    List<Failure> list(Failure.Filter filter, long before, int limit) {
        var sql =
                SELECT
                        + " WHERE m.id < :before AND m.state IN (<states>)"
                        + (filter.group().isPresent() ? " AND m.group_key = :group" : "")
                        + (filter.route().isPresent() ? " AND g.route = :route" : "")
                        + " ORDER BY m.id DESC LIMIT :limit";
        return jdbi.withHandle(
                handle -> {
                    var query =
                            handle.createQuery(sql)
                                    .bind("before", before)
                                    .bind("limit", limit)
                                    .bindList("states", filter.states());
                    filter.group().ifPresent(group -> query.bind("group", group));
                    filter.route().ifPresent(route -> query.bind("route", route));
                    return query.map((row, context) -> failure(row)).list();
                });
    }

    Optional<Failure> find(long number) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(SELECT + " WHERE m.id = :id")
                                .bind("id", number)
                                .map((row, context) -> failure(row))
                                .findOne());
    }

    Optional<byte[]> sealed(long number) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT sealed FROM failed_messages WHERE id = :id AND sealed IS NOT NULL")
                                .bind("id", number)
                                .mapTo(byte[].class)
                                .findOne());
    }

    List<Failure.Attempt> attempts(long number) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT operation_id, sent_at, outcome, ended_at FROM replay_attempts"
                                                + " WHERE failed_message_id = :id ORDER BY id")
                                .bind("id", number)
                                .map(
                                        (row, context) ->
                                                new Failure.Attempt(
                                                        row.getLong(1),
                                                        instant(row, "sent_at").orElseThrow(),
                                                        row.getString(3),
                                                        instant(row, "ended_at")))
                                .list());
    }

    List<Failure.Group> groups() {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT g.*, COUNT(*) open_count, MIN(m.failed_at) oldest_at FROM failure_groups g"
                                                + " JOIN failed_messages m USING (group_key)"
                                                + " WHERE m.state IN ('UNRESOLVED', 'REPLAYING')"
                                                + " GROUP BY g.group_key ORDER BY open_count DESC, g.group_key")
                                .map((row, context) -> group(row))
                                .list());
    }

    /** Open ones by organisation; a message that tells none is in no entry. */
    Map<OrganisationKey, FailedMessages.Backlog> backlogs() {
        var backlogs = new HashMap<OrganisationKey, FailedMessages.Backlog>();
        jdbi.useHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT organisation, COUNT(*), MIN(failed_at) FROM failed_messages"
                                                + " WHERE state IN ('UNRESOLVED', 'REPLAYING')"
                                                + " AND organisation IS NOT NULL GROUP BY organisation")
                                .map(
                                        (row, context) ->
                                                backlogs.put(
                                                        new OrganisationKey(row.getString(1)),
                                                        new FailedMessages.Backlog(
                                                                row.getLong(2),
                                                                Optional.of(
                                                                        row.getTimestamp(3)
                                                                                .toInstant()))))
                                .list());
        return backlogs;
    }

    /** Closes an unresolved message and forgets its body; false when it is not unresolved. */
    boolean close(long number, FailureState state, String note, Instant now) {
        return jdbi.withHandle(
                        handle ->
                                handle.createUpdate(
                                                "UPDATE failed_messages SET state = :state, note = :note, sealed = NULL, closed_at = :now"
                                                        + " WHERE id = :id AND state = 'UNRESOLVED'")
                                        .bind("state", state)
                                        .bind("note", note)
                                        .bind("now", now)
                                        .bind("id", number)
                                        .execute())
                == 1;
    }

    /**
     * Drops the bodies whose time is over; those that were still open. Looked for without a lock,
     * so that it waits for no message that is being stored.
     */
    List<Failure> dropExpiredBodies(Instant now, int limit) {
        var due =
                jdbi.withHandle(
                        handle ->
                                handle.createQuery(
                                                SELECT
                                                        + " WHERE m.body_expires_at <= :now AND m.state = 'UNRESOLVED'"
                                                        + " ORDER BY m.id LIMIT :limit")
                                        .bind("now", now)
                                        .bind("limit", limit)
                                        .map((row, context) -> failure(row))
                                        .list());
        return due.stream()
                .filter(
                        failure ->
                                close(
                                        failure.number(),
                                        FailureState.EXPIRED,
                                        "nobody acted in time",
                                        now))
                .toList();
    }

    /** What is over, for whoever tidies. */
    JdbcOldFailures old() {
        return new JdbcOldFailures(jdbi);
    }

    static Failure failure(ResultSet row) throws SQLException {
        return new Failure(
                row.getLong("id"),
                FailureState.valueOf(row.getString("state")),
                cause(row),
                new FailedMessage.Label(
                        text(row, "business_id"),
                        text(row, "message_type"),
                        text(row, "organisation").map(OrganisationKey::new),
                        Optional.ofNullable(row.getBytes("subject_id")).map(SubjectId::of)),
                text(row, "address").map(Address::valueOf),
                row.getInt("attempts"),
                text(row, "note"),
                new Failure.Times(
                        instant(row, "failed_at").orElseThrow(),
                        instant(row, "last_failed_at").orElseThrow(),
                        instant(row, "body_expires_at").orElseThrow(),
                        instant(row, "closed_at")),
                row.getBytes("sealed") != null);
    }

    private static Failure.Group group(ResultSet row) throws SQLException {
        return new Failure.Group(
                row.getString("group_key"),
                cause(row),
                row.getLong("open_count"),
                instant(row, "first_at").orElseThrow(),
                instant(row, "last_at").orElseThrow(),
                instant(row, "oldest_at").orElseThrow());
    }

    private static Cause cause(ResultSet row) throws SQLException {
        return new Cause(
                row.getString("cause_class"),
                row.getString("route"),
                row.getString("stop"),
                new CauseText(row.getString("text")));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(java.sql.Timestamp::toInstant);
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        @Nullable String value = row.getString(column);
        return Optional.ofNullable(value);
    }
}
