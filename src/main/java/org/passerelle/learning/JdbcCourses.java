package org.passerelle.learning;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.RecordKind;
import org.passerelle.personaldata.SubjectId;

/** What polling needs to know of courses: which there are, how big, and where something moved. */
final class JdbcCourses {
    /**
     * Moodle moves an access time at most once a minute, so what a learner did within the last
     * minutes before a reading may have come after it.
     */
    private static final String MOVED =
            " a.platform = :platform AND a.course_id > 0 AND (c.read_at IS NULL"
                    + " OR (a.first_seen_at >= c.read_at - INTERVAL 2 MINUTE"
                    + " AND (a.first_seen_at > c.read_at OR a.value_at >= c.read_at - INTERVAL 2 MINUTE)))";

    private static final String ACCESSES =
            " FROM accesses a LEFT JOIN course_reads c ON c.platform = a.platform AND c.kind = :kind"
                    + " AND c.course_id = a.course_id";

    private final Jdbi jdbi;
    private final Clock clock;

    JdbcCourses(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    List<CourseId> known(PlatformKey platform) {
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
    List<CourseId> moved(PlatformKey platform, RecordKind kind) {
        var moved =
                jdbi.withHandle(
                        handle ->
                                handle.createQuery(
                                                "SELECT a.course_id"
                                                        + ACCESSES
                                                        + " WHERE"
                                                        + MOVED
                                                        + " GROUP BY a.course_id")
                                        .bind("platform", platform.value())
                                        .bind("kind", kind.value())
                                        .mapTo(Long.class)
                                        .set());
        return known(platform).stream().filter(course -> moved.contains(course.value())).toList();
    }

    /**
     * How many values a whole reading of a course would bring: what the last one brought, or
     * participants times grade items, whichever is more.
     */
    Map<CourseId, Long> cells(PlatformKey platform, RecordKind kind) {
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
    List<SubjectId> participantsBehind(
            PlatformKey platform, CourseId course, SubjectId after, int most) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT DISTINCT subject_id FROM learning_records WHERE platform = :platform"
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
    List<SubjectId> movedBehind(PollRun run, CourseId course, SubjectId after, int most) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT DISTINCT a.subject_id"
                                                + ACCESSES
                                                + " JOIN learning_records e ON e.platform = a.platform AND e.kind = :enrolment"
                                                + " AND e.course_id = a.course_id AND e.subject_id = a.subject_id"
                                                + " AND e.state = 'PRESENT' WHERE"
                                                + MOVED
                                                + " AND a.course_id = :course AND a.subject_id > :after"
                                                + " ORDER BY a.subject_id LIMIT :most")
                                .bind("platform", run.platform().value())
                                .bind("kind", run.kind().value())
                                .bind("enrolment", KnownKinds.ENROLMENT.value())
                                .bind("course", course.value())
                                .bind("after", after.bytes())
                                .bind("most", most)
                                .map((row, context) -> SubjectId.of(row.getBytes(1)))
                                .list());
    }

    /**
     * @param began when the reading began, so that nothing that moved meanwhile is overlooked
     */
    void wasRead(PollRun run, CourseId course, Instant began) {
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
    void accessed(PlatformKey platform, Collection<Access> accesses) {
        jdbi.useHandle(
                handle ->
                        JdbcRows.batch(
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
