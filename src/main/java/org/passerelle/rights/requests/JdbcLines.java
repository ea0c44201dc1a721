package org.passerelle.rights.requests;

import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.personaldata.DataCategory;

/** The decided lines of assessments, in {@code rights_lines}. */
final class JdbcLines {
    private final Jdbi jdbi;

    JdbcLines(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** In place of those that stood there. */
    void replace(RequestId id, Collection<Line> lines) {
        jdbi.useHandle(
                handle -> {
                    handle.createUpdate("DELETE FROM rights_lines WHERE request_id = :id")
                            .bind("id", id.value())
                            .execute();
                    for (Line line : lines) {
                        handle.createUpdate(
                                        "INSERT INTO rights_lines (request_id, category, verdict, because, until_on, rule_key)"
                                                + " VALUES (:id, :category, :verdict, :because, :until, :rule)")
                                .bind("id", id.value())
                                .bind("category", line.category().key())
                                .bind("verdict", line.verdict().key())
                                .bind("because", line.because())
                                .bind("until", line.until().orElse(null))
                                .bind("rule", line.rule())
                                .execute();
                    }
                });
    }

    List<Line> of(RequestId id) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT category, verdict, because, until_on, rule_key FROM rights_lines"
                                                + " WHERE request_id = :id ORDER BY category")
                                .bind("id", id.value())
                                .map(
                                        (row, context) ->
                                                new Line(
                                                        DataCategory.of(row.getString(1))
                                                                .orElseThrow(),
                                                        Line.Verdict.of(row.getString(2))
                                                                .orElseThrow(),
                                                        row.getString(3),
                                                        JdbcRequestRow.day(row, "until_on"),
                                                        row.getString(5)))
                                .list());
    }
}
