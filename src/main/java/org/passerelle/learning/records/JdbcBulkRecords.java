package org.passerelle.learning.records;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.passerelle.keys.SubjectKeys;
import org.passerelle.learning.BulkRecords;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.RecordKind;
import org.passerelle.personaldata.SubjectId;

/** The records in {@code learning_records}, a page of subjects at a time. */
public final class JdbcBulkRecords implements BulkRecords {
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
    public Map<SubjectId, List<Content>> of(Wanted wanted, Collection<SubjectId> subjects) {
        var rows = subjects.isEmpty() ? List.<Stored>of() : read(wanted, subjects);
        var sealed = new ArrayList<SubjectKeys.Sealed>();
        rows.forEach(row -> row.sealed().ifPresent(sealed::add));
        var opened = keys.openEach(sealed).iterator();
        var found = new HashMap<SubjectId, List<Content>>();
        for (Stored row : rows) {
            var clear = row.sealed().isPresent() ? opened.next() : Optional.<byte[]>empty();
            found.computeIfAbsent(row.subject(), key -> new ArrayList<>())
                    .add(clear.map(row::with).orElse(row.content()));
        }
        var inOrder = new LinkedHashMap<SubjectId, List<Content>>();
        for (SubjectId subject : subjects) {
            Optional.ofNullable(found.get(subject)).ifPresent(all -> inOrder.put(subject, all));
        }
        return inOrder;
    }

    /**
     * A row with its sealed part still sealed.
     *
     * @param key only to have an order
     */
    private record Stored(
            SubjectId subject, String key, Content content, Optional<SubjectKeys.Sealed> sealed) {
        static final Comparator<Stored> ORDER =
                Comparator.comparing((Stored row) -> row.content().kind())
                        .thenComparing(
                                row -> row.content().course().map(CourseId::value).orElse(0L))
                        .thenComparing(Stored::key);

        Content with(byte[] clear) {
            var fields = FieldCodec.decode(clear);
            fields.putAll(content.fields());
            return new Content(content.kind(), content.course(), fields);
        }
    }

    /** Sorted here: the store would sort with the contents, which costs as much as reading them. */
    private List<Stored> read(Wanted wanted, Collection<SubjectId> subjects) {
        return jdbi.withHandle(
                handle ->
                        bind(
                                        handle.createQuery(
                                                "SELECT subject_id, kind, record_key, course_id, clear_fields, sealed_fields"
                                                        + " FROM learning_records WHERE subject_id IN (<subjects>) AND "
                                                        + condition(wanted)),
                                        wanted)
                                .bindList(
                                        "subjects",
                                        subjects.stream().map(SubjectId::bytes).toList())
                                .map((row, context) -> stored(row))
                                .stream()
                                .sorted(Stored.ORDER)
                                .toList());
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
        var subject = SubjectId.of(row.getBytes(1));
        long course = row.getLong(4);
        return new Stored(
                subject,
                row.getString(3),
                new Content(
                        new RecordKind(row.getString(2)),
                        course == 0 ? Optional.empty() : Optional.of(new CourseId(course)),
                        FieldCodec.decode(row.getBytes(5))),
                Optional.ofNullable(row.getBytes(6))
                        .map(bytes -> new SubjectKeys.Sealed(subject, bytes)));
    }
}
