package org.passerelle.retention;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.PackVersion;
import org.passerelle.policy.RuleKey;
import org.passerelle.policy.Standing.Stage;
import org.passerelle.retention.RetentionClock.Asked;
import org.passerelle.retention.RetentionClock.Said;

/** The clocks in {@code retention_clocks}. Writes join the caller's transaction. */
final class JdbcClocks {
    private static final String UPSERT =
            "INSERT INTO retention_clocks (subject_id, rule_key, platform, stage, active_until, archive_until,"
                    + " final_since, archive_reason, winner, waits_for, next_transition_at, asked_for, asked_on,"
                    + " print, pack_version, moved_from, changed_at)"
                    + " VALUES (:subject, :rule, :platform, :stage, :active, :archive, :final, :reason, :winner,"
                    + " :waits, :next, :asked, :askedOn, :print, :pack, :moved, :now)"
                    + " ON DUPLICATE KEY UPDATE stage = VALUES(stage), active_until = VALUES(active_until),"
                    + " archive_until = VALUES(archive_until), final_since = VALUES(final_since),"
                    + " archive_reason = VALUES(archive_reason), winner = VALUES(winner),"
                    + " waits_for = VALUES(waits_for), next_transition_at = VALUES(next_transition_at),"
                    + " asked_for = VALUES(asked_for), asked_on = VALUES(asked_on), print = VALUES(print),"
                    + " pack_version = VALUES(pack_version), moved_from = VALUES(moved_from),"
                    + " changed_at = VALUES(changed_at)";

    private final Jdbi jdbi;
    private final Clock clock;

    JdbcClocks(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** Locks the subjects' clocks on the caller's transaction. */
    Map<SubjectId, Map<RuleKey, RetentionClock>> lock(Collection<SubjectId> subjects) {
        return subjects.isEmpty() ? Map.of() : read(subjects, " FOR UPDATE");
    }

    Map<RuleKey, RetentionClock> of(SubjectId subject) {
        return read(Set.of(subject), "").getOrDefault(subject, Map.of());
    }

    void write(Collection<RetentionClock> clocks) {
        if (clocks.isEmpty()) {
            return;
        }
        var now = clock.instant();
        jdbi.useHandle(
                handle -> {
                    var batch = handle.prepareBatch(UPSERT);
                    for (RetentionClock row : clocks) {
                        var said = row.said();
                        batch.bind("subject", row.subject().bytes())
                                .bind("rule", row.rule().value())
                                .bind("platform", row.platform().value())
                                .bind("stage", said.stage().key())
                                .bind("active", said.activeUntil().orElse(null))
                                .bind("archive", said.archiveUntil().orElse(null))
                                .bind("final", said.finalSince().orElse(null))
                                .bind("reason", said.archiveReason().orElse(null))
                                .bind("winner", said.winner().map(RuleKey::value).orElse(null))
                                .bind("waits", said.waitsFor().orElse(null))
                                .bind("next", row.nextTransition().orElse(null))
                                .bind("asked", row.asked().map(JdbcClocks::word).orElse(null))
                                .bind("askedOn", row.asked().map(Asked::on).orElse(null))
                                .bind("print", row.print())
                                .bind("pack", row.pack().toString())
                                .bind("moved", row.movedFrom().orElse(null))
                                .bind("now", now)
                                .add();
                    }
                    batch.execute();
                });
    }

    /** Subjects with a clock that is due, oldest first. */
    Set<SubjectId> due(Instant now, int limit) {
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
        JdbcStatements.read(
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

    private Map<SubjectId, Map<RuleKey, RetentionClock>> read(
            Collection<SubjectId> subjects, String lock) {
        var clocks = new HashMap<SubjectId, Map<RuleKey, RetentionClock>>();
        jdbi.useHandle(
                handle ->
                        JdbcStatements.read(
                                handle,
                                "SELECT subject_id, rule_key, platform, stage, active_until, archive_until, final_since,"
                                        + " archive_reason, winner, waits_for, next_transition_at, asked_for, asked_on,"
                                        + " pack_version, moved_from FROM retention_clocks WHERE subject_id IN ("
                                        + JdbcStatements.literals(subjects)
                                        + ")"
                                        + lock,
                                row -> {
                                    var read = clock(row);
                                    clocks.computeIfAbsent(read.subject(), key -> new HashMap<>())
                                            .put(read.rule(), read);
                                }));
        return clocks;
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
                day(row, "moved_from"));
    }

    static Said said(ResultSet row) throws SQLException {
        return new Said(
                Stage.of(row.getString("stage")).orElseThrow(),
                day(row, "active_until"),
                day(row, "archive_until"),
                day(row, "final_since"),
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

    static Optional<LocalDate> day(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).map(LocalDate::parse);
    }

    private static String word(Asked asked) {
        return asked.command().name().toLowerCase(Locale.ROOT);
    }

    private static PackVersion pack(String text) {
        int at = text.indexOf('@');
        return new PackVersion(new OrganisationKey(text.substring(0, at)), text.substring(at + 1));
    }
}
