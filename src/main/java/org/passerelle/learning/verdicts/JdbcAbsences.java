package org.passerelle.learning.verdicts;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.learning.FrozenSubjects;
import org.passerelle.learning.records.HexKey;
import org.passerelle.learning.records.JdbcRows;
import org.passerelle.learning.records.StoredChange;
import org.passerelle.learning.records.StoredChange.Change;
import org.passerelle.learning.runs.PollRun;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.SubjectId;

/**
 * What a full run did not see of what is stored. Must run under the platform's lock, with the run's
 * staging still there.
 *
 * <p>A course whose reading the platform refused to know is left out while the course list still
 * has it: {@code except}.
 */
public final class JdbcAbsences {
    private final Jdbi jdbi;
    private final Clock clock;
    private final FrozenSubjects frozen;

    public JdbcAbsences(Jdbi jdbi, Clock clock, FrozenSubjects frozen) {
        this.frozen = frozen;
        this.jdbi = jdbi;
        this.clock = clock;
    }

    List<Brakes.Tally> tally(PollRun run, List<CourseId> except) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT COALESCE(r.course_id, 0), SUM(r.absences = 0),"
                                                + " SUM(r.absences = 0 AND s.key_hash IS NULL),"
                                                + " SUM(r.absences > 0 AND s.key_hash IS NULL)"
                                                + from(run, except)
                                                + " GROUP BY r.course_id")
                                .bind("run", run.id())
                                .bind("platform", run.platform().value())
                                .bind("kind", run.kind().value())
                                .map(
                                        (row, context) ->
                                                new Brakes.Tally(
                                                        row.getLong(1),
                                                        row.getLong(2),
                                                        row.getLong(3),
                                                        row.getLong(4)))
                                .list());
    }

    /**
     * Concludes that records are gone which the last complete run missed as well, at most so many.
     */
    List<StoredChange> conclude(PollRun run, List<CourseId> except, int most) {
        return jdbi.withHandle(
                handle -> {
                    var gone =
                            handle.createQuery(
                                            "SELECT r.key_hash, r.subject_id, r.course_id, r.version"
                                                    + from(run, except)
                                                    + " AND s.key_hash IS NULL AND r.absences > 0 LIMIT :most")
                                    .bind("run", run.id())
                                    .bind("platform", run.platform().value())
                                    .bind("kind", run.kind().value())
                                    .bind("most", most)
                                    .map(
                                            (row, context) ->
                                                    new StoredChange(
                                                            new HexKey(row.getBytes(1)),
                                                            Optional.ofNullable(row.getBytes(2))
                                                                    .map(SubjectId::of),
                                                            course(row.getLong(3)),
                                                            row.getInt(4) + 1,
                                                            Change.GONE))
                                    .list();
                    if (!gone.isEmpty()) {
                        var keys = new ArrayList<HexKey>();
                        gone.forEach(change -> keys.add(change.key()));
                        JdbcRows.write(
                                handle,
                                "UPDATE learning_records SET state = 'GONE', absences = 0, version = version + 1,"
                                        + " changed_at = ? WHERE key_hash IN ("
                                        + JdbcRows.literals(keys)
                                        + ")",
                                statement ->
                                        statement.setTimestamp(1, Timestamp.from(clock.instant())));
                    }
                    return gone;
                });
    }

    /** Remembers what this complete run missed for the first time. */
    void remember(PollRun run, List<CourseId> except) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "UPDATE learning_records r LEFT JOIN staging s"
                                                + " ON s.run_id = :run AND s.key_hash = r.key_hash SET r.absences = 1"
                                                + where(run, except)
                                                + " AND s.key_hash IS NULL AND r.absences = 0")
                                .bind("run", run.id())
                                .bind("platform", run.platform().value())
                                .bind("kind", run.kind().value())
                                .execute());
    }

    /** A run that was not complete lies between: what was missed before counts no more. */
    void forget(PollRun run) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "UPDATE learning_records SET absences = 0 WHERE platform = :platform"
                                                + " AND kind = :kind AND absences > 0")
                                .bind("platform", run.platform().value())
                                .bind("kind", run.kind().value())
                                .execute());
    }

    private String from(PollRun run, List<CourseId> except) {
        return " FROM learning_records r LEFT JOIN staging s ON s.run_id = :run AND s.key_hash = r.key_hash"
                + where(run, except);
    }

    /** What is stored of a restricted subject stays as it is: nothing concludes that it is gone. */
    private String where(PollRun run, List<CourseId> except) {
        var untouched = List.copyOf(frozen.on(run.platform()));
        var courses = except.stream().map(CourseId::toString).collect(Collectors.joining(","));
        return " WHERE r.platform = :platform AND r.kind = :kind AND r.state = 'PRESENT'"
                + (courses.isEmpty()
                        ? ""
                        : " AND (r.course_id IS NULL OR r.course_id NOT IN (" + courses + "))")
                + (untouched.isEmpty()
                        ? ""
                        : " AND (r.subject_id IS NULL OR r.subject_id NOT IN ("
                                + untouched.stream()
                                        .map(subject -> "x'" + subject + "'")
                                        .collect(Collectors.joining(","))
                                + "))");
    }

    private static Optional<CourseId> course(long stored) {
        return stored == 0 ? Optional.empty() : Optional.of(new CourseId(stored));
    }
}
