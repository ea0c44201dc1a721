package org.passerelle.retention.facts;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.retention.JdbcRetention;

/** Reads {@code accesses}, the append-only table of {@code learning}; it never writes there. */
final class JdbcAccesses {
    private final Jdbi jdbi;

    JdbcAccesses(JdbcRetention store) {
        this.jdbi = store.jdbi();
    }

    /** The earliest and latest access ever observed, on the site or in a course. */
    Optional<Span> of(SubjectId subject) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT MIN(value_at), MAX(value_at) FROM accesses WHERE subject_id = :subject"
                                                + " HAVING MIN(value_at) IS NOT NULL")
                                .bind("subject", subject.bytes())
                                .map(
                                        (row, context) ->
                                                new Span(
                                                        row.getTimestamp(1).toInstant(),
                                                        row.getTimestamp(2).toInstant()))
                                .findOne());
    }

    record Span(Instant first, Instant last) {}
}
