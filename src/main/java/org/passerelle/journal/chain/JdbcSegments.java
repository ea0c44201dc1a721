package org.passerelle.journal.chain;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The table {@code journal_segments}. */
public final class JdbcSegments {
    private static final String SELECT =
            "SELECT segment, first_sequence, last_sequence, head_hash, opened_at, closed_at, exported_at,"
                    + " export_digest, verified_at, pruned_at FROM journal_segments ";

    private final Jdbi jdbi;

    public JdbcSegments(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    List<Segment> all() {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(SELECT + "ORDER BY segment")
                                .map((row, context) -> segment(row))
                                .list());
    }

    Optional<Segment> find(YearMonth month) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(SELECT + "WHERE segment = :segment")
                                .bind("segment", month.toString())
                                .map((row, context) -> segment(row))
                                .findOne());
    }

    Optional<Segment> open() {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        SELECT
                                                + "WHERE closed_at IS NULL ORDER BY segment DESC LIMIT 1")
                                .map((row, context) -> segment(row))
                                .findOne());
    }

    void open(YearMonth month, long first, Instant now) {
        jdbi.useHandle(
                handle ->
                        handle.execute(
                                "INSERT INTO journal_segments (segment, first_sequence, opened_at) VALUES (?, ?, ?)",
                                month.toString(),
                                first,
                                now));
    }

    void close(YearMonth month, ChainHead head, Instant now) {
        jdbi.useHandle(
                handle ->
                        handle.execute(
                                "UPDATE journal_segments SET last_sequence = ?, head_hash = ?, closed_at = ?"
                                        + " WHERE segment = ?",
                                head.sequence(),
                                head.hash().bytes(),
                                now,
                                month.toString()));
    }

    void exported(YearMonth month, ChainHash digest, Instant now) {
        jdbi.useHandle(
                handle ->
                        handle.execute(
                                "UPDATE journal_segments SET exported_at = ?, export_digest = ?, verified_at = NULL"
                                        + " WHERE segment = ?",
                                now,
                                digest.bytes(),
                                month.toString()));
    }

    void verified(YearMonth month, Instant now) {
        mark("verified_at", month, now);
    }

    void pruned(YearMonth month, Instant now) {
        mark("pruned_at", month, now);
    }

    private void mark(String column, YearMonth month, Instant now) {
        jdbi.useHandle(
                handle ->
                        handle.execute(
                                "UPDATE journal_segments SET " + column + " = ? WHERE segment = ?",
                                now,
                                month.toString()));
    }

    private static Segment segment(ResultSet row) throws SQLException {
        long last = row.getLong(3);
        Optional<Long> end = row.wasNull() ? Optional.empty() : Optional.of(last);
        return new Segment(
                YearMonth.parse(row.getString(1)),
                row.getLong(2),
                end,
                hash(row, 4),
                new Segment.Life(
                        row.getTimestamp(5).toInstant(), at(row, 6), at(row, 9), at(row, 10)),
                hash(row, 8));
    }

    private static Optional<ChainHash> hash(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getBytes(column)).map(ChainHash::of);
    }

    private static Optional<Instant> at(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }
}
