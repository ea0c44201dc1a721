package org.passerelle.retention;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.messages.JdbcBatch;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;

/**
 * Reads {@code subjects}, the table of {@code learning}: which platform a pseudonym belongs to and
 * whether it was erased. It never writes there and never sees a platform user id.
 */
public final class JdbcSubjects {
    private final Jdbi jdbi;

    public JdbcSubjects(JdbcRetention store) {
        this.jdbi = store.jdbi();
    }

    /**
     * Locks the rows of subjects that are not erased, in one order for everybody, so that two
     * changes of one subject's facts follow each other. On the caller's transaction.
     */
    public Map<SubjectId, PlatformKey> lock(Collection<SubjectId> subjects) {
        var found = new HashMap<SubjectId, PlatformKey>();
        if (subjects.isEmpty()) {
            return found;
        }
        jdbi.useHandle(
                handle ->
                        JdbcBatch.read(
                                handle,
                                "SELECT subject_id, platform FROM subjects WHERE subject_id IN ("
                                        + JdbcStatements.literals(subjects)
                                        + ") AND erased_at IS NULL ORDER BY subject_id FOR UPDATE",
                                row ->
                                        found.put(
                                                JdbcStatements.subject(row, 1),
                                                new PlatformKey(row.getString(2)))));
        return found;
    }

    public Optional<Followed> find(SubjectId subject) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT platform, erased_at IS NOT NULL FROM subjects"
                                                + " WHERE subject_id = :subject")
                                .bind("subject", subject.bytes())
                                .map(
                                        (row, context) ->
                                                new Followed(
                                                        subject,
                                                        new PlatformKey(row.getString(1)),
                                                        row.getBoolean(2)))
                                .findOne());
    }

    /** Those of them that are on the platform and not erased. */
    public Set<SubjectId> present(PlatformKey platform, Collection<SubjectId> subjects) {
        var found = new HashSet<SubjectId>();
        if (!subjects.isEmpty()) {
            jdbi.useHandle(
                    handle ->
                            JdbcBatch.read(
                                    handle,
                                    "SELECT subject_id, platform FROM subjects WHERE subject_id IN ("
                                            + JdbcStatements.literals(subjects)
                                            + ") AND erased_at IS NULL",
                                    row -> {
                                        if (row.getString(2).equals(platform.value())) {
                                            found.add(JdbcStatements.subject(row, 1));
                                        }
                                    }));
        }
        return found;
    }

    /** A page of subjects that are not erased, in the order of their pseudonyms. */
    public List<Followed> after(Handle handle, Range range, int limit) {
        var page = new ArrayList<Followed>(limit);
        var platforms = new HashMap<String, PlatformKey>();
        JdbcBatch.read(
                handle,
                "SELECT subject_id, platform FROM subjects WHERE "
                        + range.condition()
                        + " AND erased_at IS NULL ORDER BY subject_id LIMIT "
                        + limit,
                row ->
                        page.add(
                                new Followed(
                                        JdbcStatements.subject(row, 1),
                                        platforms.computeIfAbsent(
                                                row.getString(2), PlatformKey::new),
                                        false)));
        return page;
    }

    public record Followed(SubjectId subject, PlatformKey platform, boolean erased) {}

    /**
     * Pseudonyms after one and up to another; both ends optional only at the edges of the space.
     */
    public record Range(Optional<SubjectId> after, Optional<SubjectId> upTo) {
        /** The whole space in equal parts: pseudonyms are random. */
        public static List<Range> parts(int count) {
            var parts = new ArrayList<Range>(count);
            Optional<SubjectId> after = Optional.empty();
            for (int i = 1; i <= count; i++) {
                var edge =
                        i == count
                                ? Optional.<SubjectId>empty()
                                : Optional.of(
                                        new SubjectId(Long.divideUnsigned(-1L, count) * i, 0));
                parts.add(new Range(after, edge));
                after = edge;
            }
            return parts;
        }

        public Range behind(SubjectId last) {
            return new Range(Optional.of(last), upTo);
        }

        public Range to(SubjectId last) {
            return new Range(after, Optional.of(last));
        }

        public String condition() {
            return after.map(id -> "subject_id > " + JdbcStatements.literal(id)).orElse("1 = 1")
                    + upTo.map(id -> " AND subject_id <= " + JdbcStatements.literal(id)).orElse("");
        }
    }
}
