package org.passerelle.learning;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.passerelle.keys.SubjectKeys;
import org.passerelle.learning.LearningRecords.StoredRecord;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.RecordKind;
import org.passerelle.personaldata.SubjectId;

/** The records in {@code learning_records}, a page of subjects at a time. */
public final class JdbcBulkRecords implements BulkRecords {
    private static final TypeReference<List<String>> WORDS = new TypeReference<>() {};

    private final Jdbi jdbi;
    private final SubjectKeys keys;

    public JdbcBulkRecords(Jdbi jdbi, SubjectKeys keys) {
        this.jdbi = jdbi;
        this.keys = keys;
    }

    @Override
    public long subjects(Wanted wanted) {
        return jdbi.withHandle(
                handle ->
                        bind(
                                        handle.createQuery(
                                                "SELECT COUNT(DISTINCT subject_id) FROM learning_records WHERE "
                                                        + condition(wanted)),
                                        wanted)
                                .mapTo(Long.class)
                                .one());
    }

    @Override
    public Map<SubjectId, List<StoredRecord>> of(Wanted wanted, Collection<SubjectId> subjects) {
        var rows = subjects.isEmpty() ? List.<Stored>of() : read(wanted, subjects);
        var sealed = new ArrayList<SubjectKeys.Sealed>();
        rows.forEach(row -> row.sealed().ifPresent(sealed::add));
        var opened = keys.openEach(sealed).iterator();
        var found = new LinkedHashMap<SubjectId, List<StoredRecord>>();
        for (Stored row : rows) {
            var clear = row.sealed().isPresent() ? opened.next() : Optional.<byte[]>empty();
            found.computeIfAbsent(row.subject(), key -> new ArrayList<>())
                    .add(clear.map(row::with).orElse(row.record()));
        }
        return found;
    }

    /** A row with its sealed part still sealed. */
    private record Stored(
            SubjectId subject, StoredRecord record, Optional<SubjectKeys.Sealed> sealed) {
        StoredRecord with(byte[] clear) {
            var fields = new HashMap<>(record.fields());
            fields.putAll(FieldCodec.decode(clear));
            return new StoredRecord(
                    record.kind(),
                    record.key(),
                    record.course(),
                    record.version(),
                    record.gone(),
                    fields,
                    record.firstSeen(),
                    record.changed());
        }
    }

    private List<Stored> read(Wanted wanted, Collection<SubjectId> subjects) {
        return jdbi.withHandle(
                handle ->
                        bind(
                                        handle.createQuery(
                                                "SELECT subject_id, kind, record_key, course_id, version, clear_fields,"
                                                        + " sealed_fields, first_seen_at, changed_at FROM learning_records"
                                                        + " WHERE subject_id IN (<subjects>) AND "
                                                        + condition(wanted)
                                                        + " ORDER BY subject_id, kind, course_id, record_key"),
                                        wanted)
                                .bindList(
                                        "subjects",
                                        subjects.stream().map(SubjectId::bytes).toList())
                                .map((row, context) -> stored(row))
                                .list());
    }

    private static String condition(Wanted wanted) {
        return "platform = :platform AND state = 'PRESENT' AND subject_id IS NOT NULL AND kind IN (<kinds>)"
                + (wanted.courses().isEmpty() ? "" : " AND course_id IN (<courses>)");
    }

    private static Query bind(Query query, Wanted wanted) {
        query.bind("platform", wanted.platform().value())
                .bindList(
                        "kinds", wanted.kinds().stream().map(RecordKind::value).sorted().toList());
        if (!wanted.courses().isEmpty()) {
            query.bindList(
                    "courses", wanted.courses().stream().map(CourseId::value).sorted().toList());
        }
        return query;
    }

    private static Stored stored(ResultSet row) throws SQLException {
        var subject = SubjectId.of(row.getBytes("subject_id"));
        long course = row.getLong("course_id");
        return new Stored(
                subject,
                new StoredRecord(
                        new RecordKind(row.getString("kind")),
                        words(row.getString("record_key")),
                        course == 0 ? Optional.empty() : Optional.of(new CourseId(course)),
                        row.getInt("version"),
                        false,
                        FieldCodec.decode(row.getBytes("clear_fields")),
                        row.getTimestamp("first_seen_at").toInstant(),
                        row.getTimestamp("changed_at").toInstant()),
                Optional.ofNullable(row.getBytes("sealed_fields"))
                        .map(bytes -> new SubjectKeys.Sealed(subject, bytes)));
    }

    private static List<String> words(String json) {
        try {
            return MessageCodec.json().readValue(json, WORDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
