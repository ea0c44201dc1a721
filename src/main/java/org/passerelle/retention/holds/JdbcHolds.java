package org.passerelle.retention.holds;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.messages.JdbcBatch;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.retention.JdbcRetention;
import org.passerelle.retention.JdbcStatements;

/** Holds that persons placed, in {@code holds}. Writes join the caller's transaction. */
public final class JdbcHolds {
    private static final String COLUMNS =
            "SELECT id, subject_id, kind, reason, until_on, placed_by, placed_at FROM holds";

    private final Jdbi jdbi;
    private final Clock clock;

    public JdbcHolds(JdbcRetention store) {
        this.jdbi = store.jdbi();
        this.clock = store.clock();
    }

    long place(Holds.Placing placing, String actor) {
        return jdbi.withHandle(
                handle ->
                        handle.createUpdate(
                                        "INSERT INTO holds (subject_id, kind, reason, until_on, placed_by, placed_at)"
                                                + " VALUES (:subject, :kind, :reason, :until, :actor, :now)")
                                .bind("subject", placing.subject().bytes())
                                .bind("kind", placing.kind().key())
                                .bind("reason", placing.reason())
                                .bind("until", placing.until().orElse(null))
                                .bind("actor", actor)
                                .bind("now", clock.instant())
                                .executeAndReturnGeneratedKeys("id")
                                .mapTo(Long.class)
                                .one());
    }

    boolean lift(long id, String actor) {
        return jdbi.withHandle(
                handle ->
                        handle.createUpdate(
                                                "UPDATE holds SET lifted_by = :actor, lifted_at = :now"
                                                        + " WHERE id = :id AND lifted_at IS NULL")
                                        .bind("actor", actor)
                                        .bind("now", clock.instant())
                                        .bind("id", id)
                                        .execute()
                                == 1);
    }

    /** Also one that was lifted. */
    Optional<Hold> find(long id) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(COLUMNS + " WHERE id = :id")
                                .bind("id", id)
                                .map((row, context) -> hold(row))
                                .findOne());
    }

    /** A page of those that stand, in the order they were placed. */
    List<Hold> after(long id, int limit) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        COLUMNS
                                                + " WHERE lifted_at IS NULL AND id > :id ORDER BY id LIMIT :limit")
                                .bind("id", id)
                                .bind("limit", limit)
                                .map((row, context) -> hold(row))
                                .list());
    }

    /** The kinds that stand on a day; subjects without any have no entry. */
    public Map<SubjectId, Set<HoldKind>> standing(Collection<SubjectId> subjects, LocalDate today) {
        var standing = new HashMap<SubjectId, Set<HoldKind>>();
        for (Hold hold : of(subjects)) {
            if (hold.until().map(last -> !today.isAfter(last)).orElse(true)) {
                standing.computeIfAbsent(hold.subject(), key -> EnumSet.noneOf(HoldKind.class))
                        .add(hold.kind());
            }
        }
        return standing;
    }

    /** Restricted subjects of one platform on a day. */
    Set<SubjectId> restricted(PlatformKey platform, LocalDate today) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT DISTINCT h.subject_id FROM holds h JOIN subjects s ON s.subject_id = h.subject_id"
                                                + " WHERE h.lifted_at IS NULL AND h.kind = :kind AND s.platform = :platform"
                                                + " AND (h.until_on IS NULL OR h.until_on >= :today)")
                                .bind("kind", HoldKind.RESTRICTION.key())
                                .bind("platform", platform.value())
                                .bind("today", today)
                                .map((row, context) -> SubjectId.of(row.getBytes(1)))
                                .set());
    }

    private List<Hold> of(Collection<SubjectId> subjects) {
        var holds = new ArrayList<Hold>();
        if (!subjects.isEmpty()) {
            jdbi.useHandle(
                    handle ->
                            JdbcBatch.read(
                                    handle,
                                    COLUMNS
                                            + " WHERE lifted_at IS NULL AND subject_id IN ("
                                            + JdbcStatements.literals(subjects)
                                            + ")",
                                    row -> holds.add(hold(row))));
        }
        return holds;
    }

    private static Hold hold(ResultSet row) throws SQLException {
        return new Hold(
                row.getLong("id"),
                SubjectId.of(row.getBytes("subject_id")),
                HoldKind.of(row.getString("kind")).orElseThrow(),
                row.getString("reason"),
                JdbcStatements.day(row, "until_on"),
                row.getString("placed_by"),
                row.getTimestamp("placed_at").toInstant());
    }
}
