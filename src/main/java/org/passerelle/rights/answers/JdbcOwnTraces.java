package org.passerelle.rights.answers;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.personaldata.SubjectId;

/** What the journal tells of one subject; read only. */
public final class JdbcOwnTraces {
    private static final int MOST = 5000;

    private final Jdbi jdbi;

    public JdbcOwnTraces(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    record Trace(Instant at, String action, String outcome) {}

    List<Trace> of(SubjectId subject) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT at, action, outcome FROM journal_entries WHERE subject_id = :subject"
                                                + " ORDER BY id LIMIT "
                                                + MOST)
                                .bind("subject", subject.bytes())
                                .map(
                                        (row, context) ->
                                                new Trace(
                                                        row.getTimestamp(1).toInstant(),
                                                        row.getString(2),
                                                        row.getString(3)))
                                .list());
    }
}
