package org.passerelle.retention;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.keys.MasterKey;
import org.passerelle.messages.JdbcBatch;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.Fact;
import org.passerelle.policy.FactKey;
import org.passerelle.policy.PurposeKey;

/** The facts in {@code facts}. Writes join the caller's transaction. */
public final class JdbcFacts {
    private static final String COLUMNS =
            "SELECT subject_id, fact_key, happened_on, source, course_id, purpose FROM facts WHERE replaced = 0";

    private final Jdbi jdbi;
    private final MasterKey master;
    private final Clock clock;

    public JdbcFacts(JdbcRetention store) {
        this.jdbi = store.jdbi();
        this.master = store.master();
        this.clock = store.clock();
    }

    public byte[] idHash(OrganisationKey organisation, String id) {
        return master.shortHash("fact", organisation.value(), id);
    }

    /** The fact told under this id, whoever it is about. */
    public Optional<Told> told(OrganisationKey organisation, String id) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT subject_id, fact_key, happened_on, source, course_id, purpose FROM facts"
                                                + " WHERE id_hash = :id")
                                .bind("id", idHash(organisation, id))
                                .map(
                                        (row, context) ->
                                                new Told(
                                                        SubjectId.of(row.getBytes(1)),
                                                        new Words().fact(row)))
                                .findOne());
    }

    /**
     * @return false if a fact of that id was told before
     */
    public boolean put(OrganisationKey organisation, String id, SubjectId subject, Fact fact) {
        return jdbi.withHandle(
                handle ->
                        handle.createUpdate(
                                                "INSERT IGNORE INTO facts (subject_id, id_hash, fact_id, fact_key, happened_on,"
                                                        + " source, course_id, purpose, told_at)"
                                                        + " VALUES (:subject, :hash, :id, :key, :on, :source, :course, :purpose, :now)")
                                        .bind("subject", subject.bytes())
                                        .bind("hash", idHash(organisation, id))
                                        .bind("id", id)
                                        .bind("key", fact.key().key())
                                        .bind("on", fact.on())
                                        .bind("source", fact.source().value())
                                        .bind("course", course(fact))
                                        .bind(
                                                "purpose",
                                                fact.purpose().map(PurposeKey::value).orElse(""))
                                        .bind("now", clock.instant())
                                        .execute()
                                == 1);
    }

    /** Whether the subject has a fact of that id, replaced or not. */
    public boolean has(OrganisationKey organisation, String id, SubjectId subject) {
        return told(organisation, id).filter(told -> told.subject().equals(subject)).isPresent();
    }

    /** Takes a wrong fact out of every evaluation; it stays as evidence. */
    public void replace(OrganisationKey organisation, String id, SubjectId subject) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "UPDATE facts SET replaced = 1"
                                                + " WHERE subject_id = :subject AND id_hash = :hash")
                                .bind("subject", subject.bytes())
                                .bind("hash", idHash(organisation, id))
                                .execute());
    }

    /** Facts that count, of one subject. */
    public List<Fact> of(SubjectId subject) {
        return of(Set.of(subject)).getOrDefault(subject, List.of());
    }

    /** Facts that count; subjects without any have no entry. */
    public Map<SubjectId, List<Fact>> of(Collection<SubjectId> subjects) {
        return subjects.isEmpty()
                ? Map.of()
                : jdbi.withHandle(
                        handle ->
                                read(
                                        handle,
                                        COLUMNS
                                                + " AND subject_id IN ("
                                                + JdbcStatements.literals(subjects)
                                                + ")"));
    }

    /** Facts that count, of a range of pseudonyms, of some keys only. */
    public Map<SubjectId, List<Fact>> of(
            Handle handle, JdbcSubjects.Range range, Set<FactKey> keys) {
        var names =
                keys.stream().map(key -> "'" + key.key() + "'").collect(Collectors.joining(","));
        return read(
                handle, COLUMNS + " AND " + range.condition() + " AND fact_key IN (" + names + ")");
    }

    public int erase(SubjectId subject) {
        return jdbi.withHandle(
                handle ->
                        handle.createUpdate("DELETE FROM facts WHERE subject_id = :subject")
                                .bind("subject", subject.bytes())
                                .execute());
    }

    /** A fact with the subject it was told of. */
    public record Told(SubjectId subject, Fact fact) {}

    private static Map<SubjectId, List<Fact>> read(Handle handle, String sql) {
        var facts = new HashMap<SubjectId, List<Fact>>();
        var words = new Words();
        JdbcBatch.read(
                handle,
                sql,
                row ->
                        facts.computeIfAbsent(
                                        JdbcStatements.subject(row, 1), key -> new ArrayList<>(6))
                                .add(words.fact(row)));
        return facts;
    }

    /** Days and sources repeat from subject to subject: each is read once. */
    private static final class Words {
        private final Map<String, LocalDate> days = new HashMap<>();
        private final Map<String, Fact.Source> sources = new HashMap<>();

        Fact fact(ResultSet row) throws SQLException {
            long course = row.getLong(5);
            return new Fact(
                    FactKey.of(row.getString(2)).orElseThrow(),
                    days.computeIfAbsent(row.getString(3), LocalDate::parse),
                    sources.computeIfAbsent(row.getString(4), Fact.Source::new),
                    course == 0 ? Optional.empty() : Optional.of(new CourseId(course)),
                    purpose(row.getString(6)));
        }
    }

    private static Optional<PurposeKey> purpose(String key) {
        return key.isEmpty() ? Optional.empty() : Optional.of(new PurposeKey(key));
    }

    static long course(Fact fact) {
        return fact.course().map(CourseId::value).orElse(0L);
    }
}
