package org.passerelle.learning.storing;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.learning.records.HexKey;
import org.passerelle.learning.records.JdbcRows;
import org.passerelle.learning.runs.PollRun;
import org.passerelle.messages.JdbcBatch;
import org.passerelle.personaldata.SubjectId;

/** What is stored of a batch of records, and storing what differs. Under the platform's lock. */
public final class JdbcComparison {
    private final Jdbi jdbi;
    private final Clock clock;

    public JdbcComparison(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /**
     * What is stored of a record.
     *
     * @param missed the last complete run did not see it
     */
    record Known(HexKey content, int version, boolean gone, boolean missed) {}

    /**
     * A record as it is stored.
     *
     * @param key a JSON list of key parts
     * @param clear the fields stored as they are
     * @param secret the fields under the subject's key
     */
    record Row(ReadRecord read, String key, byte[] clear, Optional<byte[]> secret) {}

    Map<HexKey, Known> known(Collection<HexKey> keys) {
        var known = new HashMap<HexKey, Known>();
        jdbi.useHandle(
                handle ->
                        JdbcBatch.read(
                                handle,
                                "SELECT key_hash, content_hash, version, state = 'GONE', absences > 0"
                                        + " FROM learning_records WHERE key_hash IN ("
                                        + JdbcRows.literals(keys)
                                        + ")",
                                row ->
                                        known.put(
                                                new HexKey(row.getBytes(1)),
                                                new Known(
                                                        new HexKey(row.getBytes(2)),
                                                        row.getInt(3),
                                                        row.getBoolean(4),
                                                        row.getBoolean(5)))));
        return known;
    }

    /** Which of these subjects are erased: nothing may be stored of them. */
    Set<SubjectId> erased(Collection<SubjectId> subjects) {
        var erased = new HashSet<SubjectId>();
        if (!subjects.isEmpty()) {
            var ids = subjects.stream().map(subject -> new HexKey(subject.bytes())).toList();
            jdbi.useHandle(
                    handle ->
                            JdbcBatch.read(
                                    handle,
                                    "SELECT subject_id FROM subjects WHERE erased_at IS NOT NULL AND subject_id IN ("
                                            + JdbcRows.literals(ids)
                                            + ")",
                                    row -> erased.add(SubjectId.of(row.getBytes(1)))));
        }
        return erased;
    }

    void insert(PollRun run, List<Row> rows) {
        jdbi.useHandle(
                handle ->
                        JdbcBatch.write(
                                handle,
                                "INSERT INTO learning_records (content_hash, subject_id, course_id, record_key,"
                                        + " clear_fields, sealed_fields, changed_at, key_hash, platform, kind, version, state,"
                                        + " first_seen_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 'PRESENT', ?)",
                                rows,
                                (statement, row) -> {
                                    bind(statement, row);
                                    statement.setString(9, run.platform().value());
                                    statement.setString(10, run.kind().value());
                                    statement.setTimestamp(11, now());
                                }));
    }

    void update(List<Row> rows) {
        jdbi.useHandle(
                handle ->
                        JdbcBatch.write(
                                handle,
                                "UPDATE learning_records SET content_hash = ?, subject_id = ?, course_id = ?,"
                                        + " record_key = ?, clear_fields = ?, sealed_fields = ?, changed_at = ?,"
                                        + " version = version + 1, state = 'PRESENT', absences = 0 WHERE key_hash = ?",
                                rows,
                                this::bind));
    }

    private void bind(PreparedStatement statement, Row row) throws SQLException {
        var record = row.read().record();
        statement.setBytes(1, row.read().content().bytes());
        if (record.subject().isPresent()) {
            statement.setBytes(2, record.subject().get().bytes());
        } else {
            statement.setNull(2, Types.BINARY);
        }
        if (record.course().isPresent()) {
            statement.setLong(3, record.course().get().value());
        } else {
            statement.setNull(3, Types.BIGINT);
        }
        statement.setString(4, row.key());
        statement.setBytes(5, row.clear());
        if (row.secret().isPresent()) {
            statement.setBytes(6, row.secret().get());
        } else {
            statement.setNull(6, Types.BLOB);
        }
        statement.setTimestamp(7, now());
        statement.setBytes(8, row.read().key().bytes());
    }

    /** They were missing once and are back with the same content: nothing happened to them. */
    void seenAgain(List<HexKey> keys) {
        if (!keys.isEmpty()) {
            jdbi.useHandle(
                    handle ->
                            JdbcRows.write(
                                    handle,
                                    "UPDATE learning_records SET absences = 0 WHERE key_hash IN ("
                                            + JdbcRows.literals(keys)
                                            + ")",
                                    statement -> {}));
        }
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
