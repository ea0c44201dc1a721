package org.passerelle.learning.storing;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.passerelle.learning.KnownKinds;
import org.passerelle.learning.runs.PollRun;
import org.passerelle.messages.JdbcBatch;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.RecordKind;
import org.passerelle.personaldata.SubjectId;

/** What polling needs to know of courses: which there are, how big, and where something moved. */
public final class JdbcCourses {
    /**
     * Moodle moves an access time at most once a minute, so what a learner did within the last
     * minutes before a reading may have come after it. Course and moment are bound as values: only
     * so does the index begin at what came since, however long the history is.
     */
    private static final String MOVED =
            " FROM accesses a FORCE INDEX (accesses_by_course) WHERE a.platform = :platform"
                    + " AND a.course_id = :course AND a.first_seen_at >= :unsure"
                    + " AND (a.first_seen_at > :read OR a.value_at >= :unsure)";

    private static final Duration UNSURE = Duration.ofMinutes(2);

    private final Jdbi jdbi;
    private final Clock clock;

    public JdbcCourses(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    public List<CourseId> known(PlatformKey platform) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT course_id FROM learning_records WHERE platform = :platform AND kind = :kind"
                                                + " AND state = 'PRESENT' AND course_id IS NOT NULL ORDER BY course_id")
                                .bind("platform", platform.value())
                                .bind("kind", KnownKinds.COURSE.value())
                                .map((row, context) -> new CourseId(row.getLong(1)))
                                .list());
    }

    /** Known courses in which a participant's access moved since this kind was last read there. */
    public List<CourseId> moved(PlatformKey platform, RecordKind kind) {
        var courses = known(platform);
        var read = lastRead(platform, kind);
        return jdbi.withHandle(
                handle ->
                        courses.stream()
                                .filter(
                                        course ->
                                                since(
                                                                handle.createQuery(
                                                                        "SELECT 1"
                                                                                + MOVED
                                                                                + " LIMIT 1"),
                                                                platform,
                                                                course,
                                                                read)
                                                        .mapTo(Integer.class)
                                                        .findOne()
                                                        .isPresent())
                                .toList());
    }

    /** Whether any course was ever read wholly for this kind. */
    public boolean everRead(PlatformKey platform, RecordKind kind) {
        return !lastRead(platform, kind).isEmpty();
    }

    /** When the last whole reading of each course began. */
    private Map<CourseId, Instant> lastRead(PlatformKey platform, RecordKind kind) {
        var read = new HashMap<CourseId, Instant>();
        jdbi.useHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT course_id, read_at FROM course_reads WHERE platform = :platform"
                                                + " AND kind = :kind")
                                .bind("platform", platform.value())
                                .bind("kind", kind.value())
                                .map(
                                        (row, context) ->
                                                Map.entry(
                                                        new CourseId(row.getLong(1)),
                                                        row.getTimestamp(2).toInstant()))
                                .forEach(entry -> read.put(entry.getKey(), entry.getValue())));
        return read;
    }

    private static Query since(
            Query query, PlatformKey platform, CourseId course, Map<CourseId, Instant> lastRead) {
        var read = lastRead.getOrDefault(course, Instant.EPOCH);
        return query.bind("platform", platform.value())
                .bind("course", course.value())
                .bind("read", read)
                .bind("unsure", read.minus(UNSURE));
    }

    /**
     * How many values a whole reading of a course would bring: what the last one brought, or
     * participants times grade items, whichever is more.
     */
    public Map<CourseId, Long> cells(PlatformKey platform, RecordKind kind) {
        var participants = counts(platform, KnownKinds.ENROLMENT);
        var items = counts(platform, KnownKinds.GRADE_ITEM);
        var cells = new HashMap<>(counts(platform, kind));
        participants.forEach(
                (course, count) ->
                        cells.merge(course, count * items.getOrDefault(course, 1L), Math::max));
        return cells;
    }

    private Map<CourseId, Long> counts(PlatformKey platform, RecordKind kind) {
        var counts = new HashMap<CourseId, Long>();
        jdbi.useHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT course_id, COUNT(*) FROM learning_records WHERE platform = :platform"
                                                + " AND kind = :kind AND state = 'PRESENT' AND course_id IS NOT NULL"
                                                + " GROUP BY course_id")
                                .bind("platform", platform.value())
                                .bind("kind", kind.value())
                                .map(
                                        (row, context) ->
                                                Map.entry(
                                                        new CourseId(row.getLong(1)),
                                                        row.getLong(2)))
                                .forEach(entry -> counts.put(entry.getKey(), entry.getValue())));
        return counts;
    }

    /** The next participants of a course, in the order of their pseudonyms. */
    public List<SubjectId> participantsBehind(
            PlatformKey platform, CourseId course, SubjectId after, int most) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT DISTINCT subject_id FROM learning_records FORCE INDEX (learning_records_by_course)"
                                                + " WHERE platform = :platform"
                                                + " AND kind = :kind AND course_id = :course AND state = 'PRESENT'"
                                                + " AND subject_id > :after ORDER BY subject_id LIMIT :most")
                                .bind("platform", platform.value())
                                .bind("kind", KnownKinds.ENROLMENT.value())
                                .bind("course", course.value())
                                .bind("after", after.bytes())
                                .bind("most", most)
                                .map((row, context) -> SubjectId.of(row.getBytes(1)))
                                .list());
    }

    /** Of the participants behind, those whose own access to the course moved. */
    public List<SubjectId> movedBehind(PollRun run, CourseId course, SubjectId after, int most) {
        var read = lastRead(run.platform(), run.kind());
        return jdbi.withHandle(
                handle ->
                        since(
                                        handle.createQuery(
                                                "SELECT DISTINCT a.subject_id"
                                                        + MOVED
                                                        + " AND a.subject_id > :after AND EXISTS (SELECT 1"
                                                        + " FROM learning_records e WHERE e.platform = a.platform"
                                                        + " AND e.kind = :enrolment AND e.course_id = a.course_id"
                                                        + " AND e.subject_id = a.subject_id AND e.state = 'PRESENT')"
                                                        + " ORDER BY a.subject_id LIMIT :most"),
                                        run.platform(),
                                        course,
                                        read)
                                .bind("enrolment", KnownKinds.ENROLMENT.value())
                                .bind("after", after.bytes())
                                .bind("most", most)
                                .map((row, context) -> SubjectId.of(row.getBytes(1)))
                                .list());
    }

    /**
     * @param began when the reading began, so that nothing that moved meanwhile is overlooked
     */
    public void wasRead(PollRun run, CourseId course, Instant began) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "INSERT INTO course_reads (platform, kind, course_id, read_at)"
                                                + " VALUES (:platform, :kind, :course, :began)"
                                                + " ON DUPLICATE KEY UPDATE read_at = VALUES(read_at)")
                                .bind("platform", run.platform().value())
                                .bind("kind", run.kind().value())
                                .bind("course", course.value())
                                .bind("began", began)
                                .execute());
    }

    /** Appends accesses not seen before. */
    void accessed(PlatformKey platform, Collection<SeenAccess> accesses) {
        jdbi.useHandle(
                handle ->
                        JdbcBatch.write(
                                handle,
                                "INSERT IGNORE INTO accesses (subject_id, course_id, field, value_at, platform, first_seen_at)"
                                        + " VALUES (?, ?, ?, ?, ?, ?)",
                                accesses,
                                (statement, access) -> {
                                    statement.setBytes(1, access.subject().bytes());
                                    statement.setLong(2, access.courseOrZero());
                                    statement.setString(3, access.field().value());
                                    statement.setTimestamp(4, Timestamp.from(access.at()));
                                    statement.setString(5, platform.value());
                                    statement.setTimestamp(6, Timestamp.from(clock.instant()));
                                }));
    }
}
