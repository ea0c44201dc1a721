package org.passerelle.disclosure;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.personaldata.OrganisationKey;

/**
 * How many subjects each account read lately, as journal and exports tell; read only. Exact: by the
 * journal's index of actions and times, however much else was written meanwhile.
 */
public final class JdbcMassReads {
    private final Jdbi jdbi;

    public JdbcMassReads(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    record Reader(OrganisationKey organisation, String account, long subjects) {}

    /** Exports that a second person approved do not count: somebody looked at them. */
    List<Reader> above(long most, Instant since) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT organisation, actor, SUM(subjects) FROM ("
                                                + " SELECT organisation, actor, COUNT(DISTINCT subject_id) AS subjects"
                                                + " FROM journal_entries WHERE at >= :since"
                                                + " AND action IN ('request-read', 'request-document-made', 'archive-read')"
                                                + " GROUP BY organisation, actor UNION ALL"
                                                + " SELECT organisation, asked_by, SUM(subjects) FROM exports"
                                                + " WHERE started_at >= :since AND approved_by IS NULL"
                                                + " GROUP BY organisation, asked_by) AS readers"
                                                + " GROUP BY organisation, actor HAVING SUM(subjects) > :most")
                                .bind("since", since)
                                .bind("most", most)
                                .map(
                                        (row, context) ->
                                                new Reader(
                                                        new OrganisationKey(row.getString(1)),
                                                        row.getString(2),
                                                        row.getLong(3)))
                                .list());
    }
}
