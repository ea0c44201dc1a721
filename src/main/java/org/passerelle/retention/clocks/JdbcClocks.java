package org.passerelle.retention.clocks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.passerelle.messages.JdbcBatch;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.PackVersion;
import org.passerelle.policy.RuleKey;
import org.passerelle.policy.Standing.Stage;
import org.passerelle.retention.JdbcRetention;
import org.passerelle.retention.JdbcStatements;
import org.passerelle.retention.JdbcSubjects;
import org.passerelle.retention.clocks.RetentionClock.Asked;
import org.passerelle.retention.clocks.RetentionClock.Said;

/** The clocks in {@code retention_clocks}. Writes join the caller's transaction. */
public final class JdbcClocks {
    private static final String COLUMNS =
            "SELECT subject_id, rule_key, platform, stage, active_until, archive_until, final_since,"
                    + " archive_reason, winner, waits_for, next_transition_at, asked_for, asked_on,"
                    + " pack_version, moved_from FROM retention_clocks WHERE subject_id IN ";

    private static final JdbcStatements.Values UPSERT =
            new JdbcStatements.Values(
                    "INSERT INTO retention_clocks (subject_id, rule_key, platform, stage, active_until, archive_until,"
                            + " final_since, archive_reason, winner, waits_for, next_transition_at, asked_for, asked_on,"
                            + " print, pack_version, moved_from, changed_at) VALUES ",
                    " ON DUPLICATE KEY UPDATE stage = VALUES(stage), active_until = VALUES(active_until),"
                            + " archive_until = VALUES(archive_until), final_since = VALUES(final_since),"
                            + " archive_reason = VALUES(archive_reason), winner = VALUES(winner),"
                            + " waits_for = VALUES(waits_for), next_transition_at = VALUES(next_transition_at),"
                            + " asked_for = VALUES(asked_for), asked_on = VALUES(asked_on), print = VALUES(print),"
                            + " pack_version = VALUES(pack_version), moved_from = VALUES(moved_from),"
                            + " changed_at = VALUES(changed_at)");

    private final Jdbi jdbi;
    private final Clock clock;

    public JdbcClocks(JdbcRetention store) {
        this.jdbi = store.jdbi();
        this.clock = store.clock();
    }

    /** Subjects without clocks have no entry. */
    public Map<SubjectId, Map<RuleKey, RetentionClock>> of(Collection<SubjectId> subjects) {
        var clocks = new HashMap<SubjectId, Map<RuleKey, RetentionClock>>();
        if (subjects.isEmpty()) {
            return clocks;
        }
        jdbi.useHandle(
                handle ->
                        JdbcBatch.read(
                                handle,
                                COLUMNS + "(" + JdbcStatements.literals(subjects) + ")",
                                row -> {
                                    var read = clock(row);
                                    clocks.computeIfAbsent(read.subject(), key -> new HashMap<>())
                                            .put(read.rule(), read);
                                }));
        return clocks;
    }

    public Map<RuleKey, RetentionClock> of(SubjectId subject) {
        return of(Set.of(subject)).getOrDefault(subject, Map.of());
    }

    public void write(Collection<RetentionClock> clocks) {
        if (!clocks.isEmpty()) {
            var now = Timestamp.from(clock.instant());
            var rows = clocks.stream().map(row -> values(row, now)).toList();
            jdbi.useHandle(handle -> JdbcStatements.write(handle, UPSERT, rows));
        }
    }

    private static List<@Nullable Object> values(RetentionClock row, Timestamp now) {
        var said = row.said();
        return Arrays.asList(
                row.subject().bytes(),
                row.rule().value(),
                row.platform().value(),
                said.stage().key(),
                said.activeUntil().orElse(null),
                said.archiveUntil().orElse(null),
                said.finalSince().orElse(null),
                said.archiveReason().orElse(null),
                said.winner().map(RuleKey::value).orElse(null),
                said.waitsFor().orElse(null),
                row.nextTransition().map(Timestamp::from).orElse(null),
                row.asked().map(JdbcClocks::word).orElse(null),
                row.asked().map(Asked::on).orElse(null),
                row.print(),
                row.pack().toString(),
                row.movedFrom().orElse(null),
                now);
    }

    /** Subjects with a clock that is due, oldest first. */
    public Set<SubjectId> due(Instant now, int limit) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT subject_id FROM retention_clocks WHERE next_transition_at <= :now"
                                                + " ORDER BY next_transition_at LIMIT :limit")
                                .bind("now", now)
                                .bind("limit", limit)
                                .map((row, context) -> SubjectId.of(row.getBytes(1)))
                                .collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    /** The exclusive or of each subject's prints, for a range of pseudonyms. */
    Map<SubjectId, Long> prints(Handle handle, JdbcSubjects.Range range) {
        var prints = new HashMap<SubjectId, Long>();
        JdbcBatch.read(
                handle,
                "SELECT subject_id, BIT_XOR(print) FROM retention_clocks WHERE "
                        + range.condition()
                        + " GROUP BY subject_id",
                row -> prints.put(JdbcStatements.subject(row, 1), row.getLong(2)));
        return prints;
    }

    int erase(SubjectId subject) {
        return jdbi.withHandle(
                handle ->
                        handle.createUpdate(
                                        "DELETE FROM retention_clocks WHERE subject_id = :subject")
                                .bind("subject", subject.bytes())
                                .execute());
    }

    private static RetentionClock clock(ResultSet row) throws SQLException {
        var next = row.getTimestamp("next_transition_at");
        return new RetentionClock(
                JdbcStatements.subject(row, 1),
                new PlatformKey(row.getString("platform")),
                new RuleKey(row.getString("rule_key")),
                said(row),
                pack(row.getString("pack_version")),
                asked(row),
                Optional.ofNullable(next).map(Timestamp::toInstant),
                JdbcStatements.day(row, "moved_from"));
    }

    public static Said said(ResultSet row) throws SQLException {
        return new Said(
                Stage.of(row.getString("stage")).orElseThrow(),
                JdbcStatements.day(row, "active_until"),
                JdbcStatements.day(row, "archive_until"),
                JdbcStatements.day(row, "final_since"),
                Optional.ofNullable(row.getString("archive_reason")),
                Optional.ofNullable(row.getString("winner")).map(RuleKey::new),
                Optional.ofNullable(row.getString("waits_for")));
    }

    private static Optional<Asked> asked(ResultSet row) throws SQLException {
        var word = row.getString("asked_for");
        var on = row.getString("asked_on");
        return word == null || on == null
                ? Optional.empty()
                : Optional.of(
                        new Asked(
                                Asked.Command.valueOf(word.toUpperCase(Locale.ROOT)),
                                LocalDate.parse(on)));
    }

    private static String word(Asked asked) {
        return asked.command().name().toLowerCase(Locale.ROOT);
    }

    private static PackVersion pack(String text) {
        int at = text.indexOf('@');
        return new PackVersion(new OrganisationKey(text.substring(0, at)), text.substring(at + 1));
    }
}
