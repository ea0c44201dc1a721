package org.passerelle.journal.alerts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.personaldata.OrganisationKey;

/** The table {@code security_alerts}. */
public final class JdbcSecurityAlerts {
    private static final String SELECT =
            "SELECT id, kind, organisation, object, amount, times, first_at, last_at, ended_at, ended_by"
                    + " FROM security_alerts ";

    private final Jdbi jdbi;

    public JdbcSecurityAlerts(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * @return whether such an alert was open, and is counted now
     */
    boolean again(Alert alert, Instant now) {
        return jdbi.withHandle(
                        handle ->
                                handle.execute(
                                        "UPDATE security_alerts SET times = times + 1, last_at = ?,"
                                                + " amount = GREATEST(amount, ?) WHERE kind = ? AND organisation = ?"
                                                + " AND object = ? AND ended_at IS NULL",
                                        now,
                                        alert.count(),
                                        alert.kind().key(),
                                        alert.organisation().value(),
                                        alert.object()))
                > 0;
    }

    void add(Alert alert, Instant now) {
        jdbi.useHandle(
                handle ->
                        handle.execute(
                                "INSERT INTO security_alerts (kind, organisation, object, amount, times,"
                                        + " first_at, last_at) VALUES (?, ?, ?, ?, 1, ?, ?)",
                                alert.kind().key(),
                                alert.organisation().value(),
                                alert.object(),
                                alert.count(),
                                now,
                                now));
    }

    void end(long number, Instant now, String by) {
        jdbi.useHandle(
                handle ->
                        handle.execute(
                                "UPDATE security_alerts SET ended_at = ?, ended_by = ? WHERE id = ?",
                                now,
                                by,
                                number));
    }

    List<StoredAlert> open(int limit) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        SELECT
                                                + "WHERE ended_at IS NULL ORDER BY id DESC LIMIT :limit")
                                .bind("limit", limit)
                                .map((row, context) -> alert(row))
                                .list());
    }

    Optional<StoredAlert> find(long number) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(SELECT + "WHERE id = :id")
                                .bind("id", number)
                                .map((row, context) -> alert(row))
                                .findOne());
    }

    /** Open ones that nobody was mailed of, begun since then; oldest first. */
    List<StoredAlert> unmailed(Instant since, int limit) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        SELECT
                                                + "WHERE ended_at IS NULL AND mailed_at IS NULL AND first_at >= :since"
                                                + " ORDER BY id LIMIT :limit")
                                .bind("since", since)
                                .bind("limit", limit)
                                .map((row, context) -> alert(row))
                                .list());
    }

    void mailed(long number, Instant now) {
        jdbi.useHandle(
                handle ->
                        handle.execute(
                                "UPDATE security_alerts SET mailed_at = ? WHERE id = ?",
                                now,
                                number));
    }

    /** Open ones by whom they concern and kind. */
    Map<OrganisationKey, Map<AlertKind, Long>> counts() {
        var counts = new HashMap<OrganisationKey, Map<AlertKind, Long>>();
        jdbi.useHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT organisation, kind, COUNT(*) FROM security_alerts"
                                                + " WHERE ended_at IS NULL GROUP BY organisation, kind")
                                .map(
                                        (row, context) ->
                                                counts.computeIfAbsent(
                                                                new OrganisationKey(
                                                                        row.getString(1)),
                                                                key ->
                                                                        new EnumMap<>(
                                                                                AlertKind.class))
                                                        .put(
                                                                kind(row.getString(2)),
                                                                row.getLong(3)))
                                .list());
        return counts;
    }

    private static StoredAlert alert(ResultSet row) throws SQLException {
        var alert =
                new Alert(
                        kind(row.getString(2)),
                        new OrganisationKey(row.getString(3)),
                        row.getString(4),
                        row.getLong(5));
        var ended = Optional.ofNullable(row.getTimestamp(9));
        var by = row.getString(10);
        return new StoredAlert(
                row.getLong(1),
                alert,
                row.getInt(6),
                row.getTimestamp(7).toInstant(),
                row.getTimestamp(8).toInstant(),
                ended.map(at -> new StoredAlert.Ended(at.toInstant(), by)));
    }

    private static AlertKind kind(String key) {
        return AlertKind.of(key)
                .orElseThrow(() -> new IllegalStateException("unknown kind of alert " + key));
    }
}
