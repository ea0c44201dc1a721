package org.passerelle.retention.standing;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.messages.JdbcBatch;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.Evidence;
import org.passerelle.policy.PurposeKey;
import org.passerelle.retention.JdbcRetention;
import org.passerelle.retention.JdbcStatements;

/** Objections in {@code purpose_objections}. Writes join the caller's transaction. */
final class JdbcObjections {
    private final Jdbi jdbi;
    private final Clock clock;

    JdbcObjections(JdbcRetention store) {
        this.jdbi = store.jdbi();
        this.clock = store.clock();
    }

    void put(SubjectId subject, PurposeKey purpose, LocalDate on, String actor) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "INSERT IGNORE INTO purpose_objections (subject_id, purpose, objected_on,"
                                                + " recorded_by, recorded_at) VALUES (:subject, :purpose, :on, :actor, :now)")
                                .bind("subject", subject.bytes())
                                .bind("purpose", purpose.value())
                                .bind("on", on)
                                .bind("actor", actor)
                                .bind("now", clock.instant())
                                .execute());
    }

    List<Evidence> of(SubjectId subject) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT purpose, objected_on FROM purpose_objections WHERE subject_id = :subject"
                                                + " ORDER BY purpose")
                                .bind("subject", subject.bytes())
                                .map(
                                        (row, context) ->
                                                (Evidence)
                                                        new Evidence.Objection(
                                                                new PurposeKey(row.getString(1)),
                                                                JdbcStatements.day(
                                                                                row, "objected_on")
                                                                        .orElseThrow()))
                                .list());
    }

    /** Subjects without any have no entry. */
    Map<SubjectId, List<Evidence>> of(Collection<SubjectId> subjects) {
        var found = new HashMap<SubjectId, List<Evidence>>();
        if (!subjects.isEmpty()) {
            jdbi.useHandle(
                    handle ->
                            JdbcBatch.read(
                                    handle,
                                    "SELECT subject_id, purpose, objected_on FROM purpose_objections"
                                            + " WHERE subject_id IN ("
                                            + JdbcStatements.literals(subjects)
                                            + ") ORDER BY subject_id, purpose",
                                    row ->
                                            found.computeIfAbsent(
                                                            JdbcStatements.subject(row, 1),
                                                            key -> new ArrayList<>())
                                                    .add(
                                                            new Evidence.Objection(
                                                                    new PurposeKey(
                                                                            row.getString(2)),
                                                                    JdbcStatements.day(
                                                                                    row,
                                                                                    "objected_on")
                                                                            .orElseThrow()))));
        }
        return found;
    }
}
