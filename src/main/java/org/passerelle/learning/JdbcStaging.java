package org.passerelle.learning;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** The rows of {@code staging}: what each open run has seen. */
final class JdbcStaging {
    private final Jdbi jdbi;

    JdbcStaging(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * What is stored of a record.
     *
     * @param settled present and missed by no run: if the content is equal too, nothing is to do
     */
    record Stored(HexKey content, boolean settled) {}

    Map<HexKey, Stored> stored(Collection<HexKey> keys) {
        var stored = new HashMap<HexKey, Stored>();
        jdbi.useHandle(
                handle ->
                        JdbcRows.read(
                                handle,
                                "SELECT key_hash, content_hash, state = 'PRESENT' AND absences = 0"
                                        + " FROM learning_records WHERE key_hash IN ("
                                        + JdbcRows.literals(keys)
                                        + ")",
                                row ->
                                        stored.put(
                                                new HexKey(row.getBytes(1)),
                                                new Stored(
                                                        new HexKey(row.getBytes(2)),
                                                        row.getBoolean(3)))));
        return stored;
    }

    void put(PollTask task, List<StagedRow> rows) {
        jdbi.useHandle(
                handle ->
                        JdbcRows.batch(
                                handle,
                                "INSERT INTO staging (run_id, key_hash, task_id, content_hash, subject_id, course_id,"
                                        + " record_key, clear_fields, sealed_fields) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                        + " ON DUPLICATE KEY UPDATE task_id = VALUES(task_id), content_hash = VALUES(content_hash),"
                                        + " subject_id = VALUES(subject_id), course_id = VALUES(course_id),"
                                        + " record_key = VALUES(record_key), clear_fields = VALUES(clear_fields),"
                                        + " sealed_fields = VALUES(sealed_fields)",
                                rows,
                                (statement, row) -> bind(statement, task, row)));
    }

    private static void bind(PreparedStatement statement, PollTask task, StagedRow row)
            throws SQLException {
        statement.setLong(1, task.run());
        statement.setBytes(2, row.key().bytes());
        statement.setLong(3, task.id());
        statement.setBytes(4, row.content().bytes());
        if (row.body().isEmpty()) {
            statement.setNull(5, Types.BINARY);
            statement.setNull(6, Types.BIGINT);
            statement.setNull(7, Types.VARCHAR);
            statement.setNull(8, Types.BLOB);
            statement.setNull(9, Types.BLOB);
            return;
        }
        var body = row.body().get();
        if (row.subject().isPresent()) {
            statement.setBytes(5, row.subject().get().bytes());
        } else {
            statement.setNull(5, Types.BINARY);
        }
        if (row.course().isPresent()) {
            statement.setLong(6, row.course().get().value());
        } else {
            statement.setNull(6, Types.BIGINT);
        }
        statement.setString(7, body.key());
        statement.setBytes(8, body.clear());
        if (body.secret().isEmpty()) {
            statement.setNull(9, Types.BLOB);
        } else {
            statement.setBytes(9, body.secret().getFirst());
        }
    }

    /** How many of these records another page of the run brought already. */
    int seenBefore(PollTask task, Collection<HexKey> keys) {
        var seen = new HashMap<HexKey, Boolean>();
        jdbi.useHandle(
                handle ->
                        JdbcRows.read(
                                handle,
                                "SELECT key_hash FROM staging WHERE run_id = "
                                        + task.run()
                                        + " AND task_id <> "
                                        + task.id()
                                        + " AND key_hash IN ("
                                        + JdbcRows.literals(keys)
                                        + ")",
                                row -> seen.put(new HexKey(row.getBytes(1)), true)));
        return seen.size();
    }

    /** Forgets what an earlier attempt of this task staged. */
    void clear(PollTask task) {
        jdbi.useHandle(
                handle ->
                        handle.execute(
                                "DELETE FROM staging WHERE run_id = ? AND task_id = ?",
                                task.run(),
                                task.id()));
    }

    void clear(long run) {
        jdbi.useHandle(handle -> handle.execute("DELETE FROM staging WHERE run_id = ?", run));
    }
}
