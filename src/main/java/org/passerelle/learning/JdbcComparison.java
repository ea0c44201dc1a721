package org.passerelle.learning;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.learning.StoredChange.Change;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.SubjectId;

/**
 * Compares what a run staged with what is stored, set by set, and stores the difference.
 *
 * <p>Repeatable: what is stored does not differ any more, so a second call finds nothing. That is
 * also how an interrupted run goes on. Must run under the platform's lock.
 */
final class JdbcComparison {
    private final Jdbi jdbi;
    private final Clock clock;

    JdbcComparison(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    private record Difference(StoredChange change, boolean isNew, boolean onlySeenAgain) {}

    /** Stores what is new or different among these staged records of a run. */
    List<StoredChange> store(PollRun run, Collection<HexKey> keys) {
        return jdbi.withHandle(
                handle -> {
                    var differences = differences(handle, run, keys);
                    insert(handle, run, keysOf(differences, Difference::isNew));
                    update(
                            handle,
                            run,
                            keysOf(differences, it -> !it.isNew() && !it.onlySeenAgain()));
                    seenAgain(handle, keysOf(differences, Difference::onlySeenAgain));
                    return differences.stream()
                            .filter(it -> !it.onlySeenAgain())
                            .map(Difference::change)
                            .toList();
                });
    }

    private static List<Difference> differences(
            Handle handle, PollRun run, Collection<HexKey> keys) {
        var found = new ArrayList<Difference>();
        JdbcRows.read(
                handle,
                "SELECT s.key_hash, s.subject_id, s.course_id, r.version, r.state,"
                        + " r.content_hash = s.content_hash"
                        + " FROM staging s LEFT JOIN learning_records r ON r.key_hash = s.key_hash"
                        + " LEFT JOIN subjects x ON x.subject_id = s.subject_id"
                        + " WHERE s.run_id = "
                        + run.id()
                        + " AND s.key_hash IN ("
                        + JdbcRows.literals(keys)
                        + ") AND x.erased_at IS NULL AND s.clear_fields IS NOT NULL"
                        + " AND (r.key_hash IS NULL OR r.state = 'GONE' OR r.absences > 0"
                        + " OR r.content_hash <> s.content_hash)",
                row -> found.add(difference(row)));
        return found;
    }

    private static Difference difference(ResultSet row) throws SQLException {
        int version = row.getInt(4);
        boolean isNew = row.wasNull();
        boolean wasGone = "GONE".equals(row.getString(5));
        boolean same = !isNew && row.getBoolean(6);
        var change = isNew || wasGone ? Change.ADDED : Change.CHANGED;
        return new Difference(change(row, version + 1, change), isNew, same && !wasGone);
    }

    private static StoredChange change(ResultSet row, int version, Change change)
            throws SQLException {
        var subject = row.getBytes(2);
        long course = row.getLong(3);
        return new StoredChange(
                new HexKey(row.getBytes(1)),
                subject == null ? Optional.empty() : Optional.of(SubjectId.of(subject)),
                course == 0 ? Optional.empty() : Optional.of(new CourseId(course)),
                version,
                change);
    }

    private static List<HexKey> keysOf(
            List<Difference> differences, java.util.function.Predicate<Difference> which) {
        return differences.stream().filter(which).map(it -> it.change().key()).toList();
    }

    private void insert(Handle handle, PollRun run, List<HexKey> keys) {
        if (keys.isEmpty()) {
            return;
        }
        JdbcRows.write(
                handle,
                "INSERT INTO learning_records (key_hash, platform, kind, record_key, subject_id, course_id,"
                        + " content_hash, version, state, clear_fields, sealed_fields, first_seen_at, changed_at)"
                        + " SELECT key_hash, ?, ?, record_key, subject_id, course_id, content_hash, 1, 'PRESENT',"
                        + " clear_fields, sealed_fields, ?, ? FROM staging WHERE run_id = ? AND key_hash IN ("
                        + JdbcRows.literals(keys)
                        + ")",
                statement -> {
                    statement.setString(1, run.platform().value());
                    statement.setString(2, run.kind().value());
                    statement.setTimestamp(3, now());
                    statement.setTimestamp(4, now());
                    statement.setLong(5, run.id());
                });
    }

    private void update(Handle handle, PollRun run, List<HexKey> keys) {
        if (keys.isEmpty()) {
            return;
        }
        JdbcRows.write(
                handle,
                "UPDATE learning_records r JOIN staging s ON s.run_id = ? AND s.key_hash = r.key_hash"
                        + " SET r.subject_id = s.subject_id, r.course_id = s.course_id,"
                        + " r.content_hash = s.content_hash, r.clear_fields = s.clear_fields,"
                        + " r.sealed_fields = s.sealed_fields, r.version = r.version + 1,"
                        + " r.state = 'PRESENT', r.absences = 0, r.changed_at = ?"
                        + " WHERE r.key_hash IN ("
                        + JdbcRows.literals(keys)
                        + ")",
                statement -> {
                    statement.setLong(1, run.id());
                    statement.setTimestamp(2, now());
                });
    }

    /** It was missing once and is back with the same content: nothing happened to it. */
    private static void seenAgain(Handle handle, List<HexKey> keys) {
        if (!keys.isEmpty()) {
            JdbcRows.write(
                    handle,
                    "UPDATE learning_records SET absences = 0 WHERE key_hash IN ("
                            + JdbcRows.literals(keys)
                            + ")",
                    statement -> {});
        }
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
