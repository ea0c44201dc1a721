package org.passerelle.learning.records;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.keys.Compartment;
import org.passerelle.keys.SubjectKeys;
import org.passerelle.learning.LearningRecords;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.RecordKind;
import org.passerelle.personaldata.SubjectId;

/** The records in {@code learning_records} and {@code accesses}. */
public final class JdbcLearningRecords implements LearningRecords {
    private static final TypeReference<List<String>> WORDS = new TypeReference<>() {};

    private final Jdbi jdbi;
    private final SubjectKeys keys;
    private final JdbcSubjectDirectory directory;
    private final JdbcPlatformLock lock;

    public JdbcLearningRecords(Jdbi jdbi, SubjectKeys keys, JdbcSubjectDirectory directory) {
        this.jdbi = jdbi;
        this.keys = keys;
        this.directory = directory;
        this.lock = new JdbcPlatformLock(jdbi);
    }

    @Override
    public List<StoredRecord> of(SubjectId subject) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT kind, record_key, course_id, version, state, clear_fields, sealed_fields,"
                                                + " first_seen_at, changed_at FROM learning_records"
                                                + " WHERE subject_id = :subject ORDER BY kind, course_id, record_key")
                                .bind("subject", subject.bytes())
                                .map((row, context) -> record(subject, row))
                                .list());
    }

    private StoredRecord record(SubjectId subject, ResultSet row) throws SQLException {
        var fields = new HashMap<>(FieldCodec.decode(row.getBytes("clear_fields")));
        Optional.ofNullable(row.getBytes("sealed_fields"))
                .flatMap(stored -> keys.open(subject, Compartment.LIVE, stored))
                .ifPresent(clear -> fields.putAll(FieldCodec.decode(clear)));
        return new StoredRecord(
                new RecordKind(row.getString("kind")),
                words(row.getString("record_key")),
                course(row.getLong("course_id")),
                row.getInt("version"),
                row.getString("state").equals("GONE"),
                fields,
                row.getTimestamp("first_seen_at").toInstant(),
                row.getTimestamp("changed_at").toInstant());
    }

    @Override
    public List<ObservedAccess> accesses(SubjectId subject) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT course_id, field, value_at, first_seen_at FROM accesses"
                                                + " WHERE subject_id = :subject ORDER BY value_at, course_id, field")
                                .bind("subject", subject.bytes())
                                .map(
                                        (row, context) ->
                                                new ObservedAccess(
                                                        course(row.getLong(1)),
                                                        new FieldName(row.getString(2)),
                                                        row.getTimestamp(3).toInstant(),
                                                        row.getTimestamp(4).toInstant()))
                                .list());
    }

    @Override
    public Map<RecordKind, Long> counts(PlatformKey platform) {
        var counts = new TreeMap<RecordKind, Long>();
        jdbi.useHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT kind, COUNT(*) FROM learning_records WHERE platform = :platform"
                                                + " AND state = 'PRESENT' GROUP BY kind")
                                .bind("platform", platform.value())
                                .map(
                                        (row, context) ->
                                                Map.entry(
                                                        new RecordKind(row.getString(1)),
                                                        row.getLong(2)))
                                .forEach(entry -> counts.put(entry.getKey(), entry.getValue())));
        return counts;
    }

    @Override
    public List<SubjectId> subjectsAfter(PlatformKey platform, SubjectId after, int limit) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT subject_id FROM subjects WHERE platform = :platform AND erased_at IS NULL"
                                                + " AND subject_id > :after ORDER BY subject_id LIMIT :limit")
                                .bind("platform", platform.value())
                                .bind("after", after.bytes())
                                .bind("limit", limit)
                                .map((row, context) -> SubjectId.of(row.getBytes(1)))
                                .list());
    }

    @Override
    public int eraseSubject(SubjectId subject) {
        var platform = directory.platformOf(subject);
        if (platform.isEmpty()) {
            return 0;
        }
        return jdbi.inTransaction(
                handle -> {
                    lock.take(platform.get());
                    int rows = directory.forget(subject);
                    rows += delete(handle, "learning_records", subject);
                    return rows + delete(handle, "accesses", subject);
                });
    }

    private static int delete(Handle handle, String table, SubjectId subject) {
        return handle.createUpdate("DELETE FROM " + table + " WHERE subject_id = :subject")
                .bind("subject", subject.bytes())
                .execute();
    }

    private static Optional<CourseId> course(long stored) {
        return stored == 0 ? Optional.empty() : Optional.of(new CourseId(stored));
    }

    private static List<String> words(String json) {
        try {
            return MessageCodec.json().readValue(json, WORDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
