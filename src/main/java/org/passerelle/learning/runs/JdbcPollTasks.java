package org.passerelle.learning.runs;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.SubjectId;

/** The rows of {@code poll_tasks}. */
public final class JdbcPollTasks {
    private static final TypeReference<List<String>> WORDS = new TypeReference<>() {};

    private final Jdbi jdbi;
    private final Clock clock;

    JdbcPollTasks(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** Makes the tasks of these parts and returns all outstanding ids of the run. */
    public List<Long> insert(PollRun run, List<PollTask.Part> parts) {
        return jdbi.withHandle(
                handle -> {
                    var batch =
                            handle.prepareBatch(
                                    "INSERT INTO poll_tasks (run_id, platform, kind, course_id, page_offset, by_subject,"
                                            + " after_subject, state, created_at)"
                                            + " VALUES (:run, :platform, :kind, :course, :offset, :by, :after, 'WAITING', :now)");
                    for (var part : parts) {
                        batch.bind("run", run.id())
                                .bind("platform", run.platform().value())
                                .bind("kind", run.kind().value())
                                .bind("course", part.courseOrZero())
                                .bind("offset", part.offset())
                                .bind("by", part.bySubject())
                                .bind("after", part.after().bytes())
                                .bind("now", clock.instant())
                                .add();
                    }
                    batch.execute();
                    return handle.createQuery(
                                    "SELECT id FROM poll_tasks WHERE run_id = :run AND outstanding = 1 ORDER BY id")
                            .bind("run", run.id())
                            .mapTo(Long.class)
                            .list();
                });
    }

    /** The outstanding task of a course, just inserted behind another. */
    public long insertNext(PollRun run, PollTask.Part part) {
        insert(run, List.of(part));
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT id FROM poll_tasks WHERE platform = :platform AND kind = :kind"
                                                + " AND course_id = :course AND outstanding = 1")
                                .bind("platform", run.platform().value())
                                .bind("kind", run.kind().value())
                                .bind("course", part.courseOrZero())
                                .mapTo(Long.class)
                                .one());
    }

    public Optional<PollTask> find(long id) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery("SELECT * FROM poll_tasks WHERE id = :id")
                                .bind("id", id)
                                .map((row, context) -> task(row))
                                .findOne());
    }

    /**
     * Begins a new attempt; an earlier one that still runs can store nothing any more. Empty when
     * the task ended already.
     */
    public Optional<PollTask> claim(long id) {
        int claimed =
                jdbi.withHandle(
                        handle ->
                                handle.createUpdate(
                                                "UPDATE poll_tasks SET state = 'RUNNING', attempt = attempt + 1,"
                                                        + " started_at = COALESCE(started_at, :now)"
                                                        + " WHERE id = :id AND outstanding = 1")
                                        .bind("now", clock.instant())
                                        .bind("id", id)
                                        .execute());
        return claimed == 1 ? find(id) : Optional.empty();
    }

    /** Locks the task; false when this attempt is not the latest any more. */
    public boolean isStillMine(PollTask task) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT 1 FROM poll_tasks WHERE id = :id AND state = 'RUNNING'"
                                                + " AND attempt = :attempt FOR UPDATE")
                                .bind("id", task.id())
                                .bind("attempt", task.attempt())
                                .mapTo(Integer.class)
                                .findOne()
                                .isPresent());
    }

    /** How a task ended. */
    public record End(
            PollTask.State state,
            Optional<PollTask.Outcome> outcome,
            int rows,
            List<String> reasons) {
        public End {
            reasons = List.copyOf(reasons);
        }
    }

    public void end(long task, End end) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "UPDATE poll_tasks SET state = :state, outstanding = NULL, outcome = :outcome,"
                                                + " rows_read = :rows, reasons = :reasons, ended_at = :now WHERE id = :id")
                                .bind("state", end.state().name())
                                .bind("outcome", end.outcome().map(Enum::name).orElse(null))
                                .bind("rows", end.rows())
                                .bind("reasons", MessageCodec.encode(end.reasons()))
                                .bind("now", clock.instant())
                                .bind("id", task)
                                .execute());
    }

    public void cancelOutstanding(long run, String reason) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "UPDATE poll_tasks SET state = 'CANCELLED', outstanding = NULL, reasons = :reasons,"
                                                + " ended_at = :now WHERE run_id = :run AND outstanding = 1")
                                .bind("reasons", MessageCodec.encode(List.of(reason)))
                                .bind("now", clock.instant())
                                .bind("run", run)
                                .execute());
    }

    public boolean anyOutstanding(long run) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT EXISTS (SELECT 1 FROM poll_tasks WHERE run_id = :run AND outstanding = 1)")
                                .bind("run", run)
                                .mapTo(Boolean.class)
                                .one());
    }

    public Judgement.Tasks tally(long run) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT COALESCE(SUM(outcome IN ('PAGE', 'PARTIAL')), 0),"
                                                + " COALESCE(SUM(outcome = 'PARTIAL'), 0), COALESCE(SUM(outcome = 'REFUSED'), 0),"
                                                + " COALESCE(SUM(state IN ('PARKED', 'CANCELLED')), 0), COALESCE(SUM(rows_read), 0)"
                                                + " FROM poll_tasks WHERE run_id = :run")
                                .bind("run", run)
                                .map(
                                        (row, context) ->
                                                new Judgement.Tasks(
                                                        row.getInt(1),
                                                        row.getInt(2),
                                                        row.getInt(3),
                                                        row.getInt(4),
                                                        row.getLong(5)))
                                .one());
    }

    /** Each reason once, in the order of the tasks. */
    public List<String> reasons(long run) {
        return jdbi.withHandle(
                handle ->
                        handle
                                .createQuery(
                                        "SELECT reasons FROM poll_tasks WHERE run_id = :run AND reasons IS NOT NULL"
                                                + " AND reasons <> '[]' ORDER BY id LIMIT 200")
                                .bind("run", run)
                                .mapTo(byte[].class)
                                .list()
                                .stream()
                                .flatMap(json -> words(json).stream())
                                .distinct()
                                .toList());
    }

    /** The courses that the platform did not know while it was asked. */
    public List<CourseId> unknownCourses(long run) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT DISTINCT course_id FROM poll_tasks WHERE run_id = :run"
                                                + " AND outcome = 'COURSE_UNKNOWN' AND course_id > 0")
                                .bind("run", run)
                                .map((row, context) -> new CourseId(row.getLong(1)))
                                .list());
    }

    private static PollTask task(ResultSet row) throws SQLException {
        long course = row.getLong("course_id");
        return new PollTask(
                row.getLong("id"),
                row.getLong("run_id"),
                PollTask.State.valueOf(row.getString("state")),
                row.getInt("attempt"),
                course == 0 ? Optional.empty() : Optional.of(new CourseId(course)),
                row.getInt("page_offset"),
                row.getBoolean("by_subject"),
                SubjectId.of(row.getBytes("after_subject")));
    }

    private static List<String> words(byte[] json) {
        try {
            return MessageCodec.json().readValue(json, WORDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
