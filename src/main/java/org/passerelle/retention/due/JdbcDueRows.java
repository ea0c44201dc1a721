package org.passerelle.retention.due;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.RuleKey;
import org.passerelle.retention.JdbcRetention;
import org.passerelle.retention.JdbcStatements;
import org.passerelle.retention.clocks.JdbcClocks;
import org.passerelle.retention.clocks.RetentionClock.Said;

/** Pages of clocks by their end, by keyset: the thousandth page costs what the first does. */
final class JdbcDueRows {
    private static final String COLUMNS =
            "SELECT subject_id, rule_key, platform, stage, active_until, archive_until, final_since,"
                    + " archive_reason, winner, waits_for, moved_from FROM retention_clocks"
                    + " WHERE platform = :platform";

    private final Jdbi jdbi;

    JdbcDueRows(JdbcRetention store) {
        this.jdbi = store.jdbi();
    }

    /** A stored clock, as the lists need it. */
    record Stored(
            SubjectId subject,
            PlatformKey platform,
            RuleKey rule,
            Said said,
            Optional<LocalDate> movedFrom) {
        DueCursor cursor() {
            return new DueCursor(said.finalSince(), subject, rule.value());
        }
    }

    List<Stored> between(RetentionDue.Asked asked, LocalDate from, LocalDate to) {
        var after = asked.after();
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        COLUMNS
                                                + " AND final_since BETWEEN :from AND :to"
                                                + after.map(cursor -> BEHIND).orElse("")
                                                + " ORDER BY final_since, subject_id, rule_key LIMIT :limit")
                                .bind("platform", asked.platform().value())
                                .bind("from", after.flatMap(DueCursor::on).orElse(from))
                                .bind("to", to)
                                .bind("on", after.flatMap(DueCursor::on).orElse(from))
                                .bind("subject", after.map(c -> c.subject().bytes()).orElse(null))
                                .bind("rule", after.map(DueCursor::rule).orElse(null))
                                .bind("limit", asked.limit())
                                .map((row, context) -> stored(row))
                                .list());
    }

    private static final String BEHIND =
            " AND (final_since > :on OR (final_since = :on AND (subject_id > :subject"
                    + " OR (subject_id = :subject AND rule_key > :rule))))";

    List<Stored> unknown(RetentionDue.Asked asked) {
        var after = asked.after();
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        COLUMNS
                                                + " AND stage = 'unknown-start'"
                                                + after.map(
                                                                cursor ->
                                                                        " AND (subject_id > :subject OR (subject_id = :subject"
                                                                                + " AND rule_key > :rule))")
                                                        .orElse("")
                                                + " ORDER BY subject_id, rule_key LIMIT :limit")
                                .bind("platform", asked.platform().value())
                                .bind("subject", after.map(c -> c.subject().bytes()).orElse(null))
                                .bind("rule", after.map(DueCursor::rule).orElse(null))
                                .bind("limit", asked.limit())
                                .map((row, context) -> stored(row))
                                .list());
    }

    /** How many clocks of each rule end in each month. */
    SortedMap<YearMonth, SortedMap<RuleKey, Long>> ending(
            PlatformKey platform, LocalDate from, LocalDate to) {
        var months = new TreeMap<YearMonth, SortedMap<RuleKey, Long>>();
        jdbi.useHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT DATE_FORMAT(final_since, '%Y-%m') month, rule_key, COUNT(*)"
                                                + " FROM retention_clocks WHERE platform = :platform"
                                                + " AND final_since BETWEEN :from AND :to GROUP BY month, rule_key")
                                .bind("platform", platform.value())
                                .bind("from", from)
                                .bind("to", to)
                                .map(
                                        (row, context) ->
                                                months.computeIfAbsent(
                                                                YearMonth.parse(row.getString(1)),
                                                                key -> new TreeMap<>())
                                                        .put(
                                                                new RuleKey(row.getString(2)),
                                                                row.getLong(3)))
                                .list());
        return months;
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(
                JdbcStatements.subject(row, 1),
                new PlatformKey(row.getString("platform")),
                new RuleKey(row.getString("rule_key")),
                JdbcClocks.said(row),
                JdbcStatements.day(row, "moved_from"));
    }
}
