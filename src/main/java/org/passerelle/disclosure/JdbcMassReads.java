package org.passerelle.disclosure;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.personaldata.OrganisationKey;

/** How many subjects each account read lately, as journal and exports tell; read only. */
public final class JdbcMassReads {
    /** The journal has no index by time; what is further back is no short time. */
    private static final int LATEST = 20_000;

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
                                                + " FROM journal_entries WHERE id > (SELECT MAX(id) - "
                                                + LATEST
                                                + " FROM journal_entries) AND at >= :since"
                                                + " AND action IN ('request-read', 'request-document-made')"
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
