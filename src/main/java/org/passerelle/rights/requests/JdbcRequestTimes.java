package org.passerelle.rights.requests;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.rights.deadlines.Deadline;
import org.passerelle.rights.deadlines.Urgency;

/** The organisation's own times in {@code rights_requests}: target and end of the register. */
final class JdbcRequestTimes {
    private final Jdbi jdbi;

    JdbcRequestTimes(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void set(RequestId id, LocalDate receivedOn, Period within) {
        jdbi.useHandle(
                handle ->
                        handle.execute(
                                "UPDATE rights_requests SET target_on = ? WHERE request_id = ?",
                                Deadline.target(receivedOn, within).dueOn(),
                                id.value()));
    }

    Urgency warned(RequestId id) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT target_warned FROM rights_requests WHERE request_id = :id")
                                .bind("id", id.value())
                                .map((row, context) -> Urgency.of(row.getString(1)).orElseThrow())
                                .one());
    }

    void warned(RequestId id, Urgency urgency) {
        jdbi.useHandle(
                handle ->
                        handle.execute(
                                "UPDATE rights_requests SET target_warned = ? WHERE request_id = ?",
                                urgency.key(),
                                id.value()));
    }

    /** Neither answered nor ended. */
    List<Request> unanswered() {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT * FROM rights_requests WHERE state NOT IN ('closed', 'aborted')"
                                                + " AND answered_on IS NULL ORDER BY request_id")
                                .map((row, context) -> JdbcRequestRow.read(row))
                                .list());
    }

    /** Ended before that instant, and nobody's words left in them. */
    List<Request> toDelete(OrganisationKey organisation, Instant endedBefore) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT * FROM rights_requests WHERE organisation = :organisation"
                                                + " AND state IN ('closed', 'aborted') AND state_at < :before AND forgotten_at IS NOT NULL"
                                                + " ORDER BY request_id LIMIT 1000")
                                .bind("organisation", organisation.value())
                                .bind("before", endedBefore)
                                .map((row, context) -> JdbcRequestRow.read(row))
                                .list());
    }
}
