package org.passerelle.rights.requests;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.rights.deadlines.Deadline;

/** The requests, in {@code rights_requests}. Writes join the caller's transaction. */
final class JdbcRequests {
    private static final String STANDING_DIRECTIVE =
            "(type = 'post-mortem' AND state = 'closed' AND approved_at IS NOT NULL"
                    + " AND EXISTS (SELECT 1 FROM subjects s WHERE s.subject_id = r.subject_id"
                    + " AND s.erased_at IS NULL)"
                    + " AND NOT EXISTS (SELECT 1 FROM rights_requests later WHERE later.type = r.type"
                    + " AND later.subject_id = r.subject_id AND later.state = 'closed'"
                    + " AND later.approved_at IS NOT NULL AND later.request_id > r.request_id))";

    private final Jdbi jdbi;

    JdbcRequests(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** What a new row needs besides its opening. */
    record Fresh(
            RequestState state,
            SubjectId person,
            byte[] sealed,
            byte[] applicantHash,
            Optional<RequestId> duplicateOf) {}

    RequestId insert(Opening opening, Fresh fresh, java.time.Instant now) {
        var deadline = Deadline.from(opening.receivedAt());
        return jdbi.withHandle(
                handle ->
                        handle.createUpdate(
                                        "INSERT INTO rights_requests (organisation, type, state, state_at, channel, received_at,"
                                                + " received_on, due_on, subject_id, person_id, sealed, applicant_hash,"
                                                + " particulars, duplicate_of) VALUES (:organisation, :type, :state, :now, :channel,"
                                                + " :receivedAt, :receivedOn, :dueOn, :subject, :person, :sealed, :hash,"
                                                + " :particulars, :duplicate)")
                                .bind("organisation", opening.organisation().value())
                                .bind("type", opening.type().key())
                                .bind("state", fresh.state().key())
                                .bind("now", now)
                                .bind("channel", opening.channel())
                                .bind("receivedAt", opening.receivedAt())
                                .bind("receivedOn", deadline.receivedOn())
                                .bind("dueOn", deadline.dueOn())
                                .bind(
                                        "subject",
                                        opening.subject().map(SubjectId::bytes).orElse(null))
                                .bind("person", fresh.person().bytes())
                                .bind("sealed", fresh.sealed())
                                .bind("hash", fresh.applicantHash())
                                .bind(
                                        "particulars",
                                        new String(
                                                MessageCodec.encode(opening.particulars()),
                                                java.nio.charset.StandardCharsets.UTF_8))
                                .bind(
                                        "duplicate",
                                        fresh.duplicateOf().map(RequestId::value).orElse(null))
                                .executeAndReturnGeneratedKeys("request_id")
                                .map((row, context) -> new RequestId(row.getLong(1)))
                                .one());
    }

    Optional<Request> find(RequestId id) {
        return one("", id);
    }

    /** Nobody else changes it until the caller's transaction ends. */
    Optional<Request> lock(RequestId id) {
        return one(" FOR UPDATE", id);
    }

    private Optional<Request> one(String ending, RequestId id) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT * FROM rights_requests WHERE request_id = :id"
                                                + ending)
                                .bind("id", id.value())
                                .map((row, context) -> JdbcRequestRow.read(row))
                                .findOne());
    }

    /** Ascending by number, from after the given one; of these organisations only. */
    List<Request> list(
            Collection<OrganisationKey> organisations,
            Collection<RequestState> states,
            long after,
            int limit) {
        if (organisations.isEmpty() || states.isEmpty()) {
            return List.of();
        }
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT * FROM rights_requests WHERE organisation IN (<organisations>)"
                                                + " AND state IN (<states>) AND request_id > :after"
                                                + " ORDER BY request_id LIMIT :limit")
                                .bindList(
                                        "organisations",
                                        organisations.stream().map(OrganisationKey::value).toList())
                                .bindList("states", keys(states))
                                .bind("after", after)
                                .bind("limit", limit)
                                .map((row, context) -> JdbcRequestRow.read(row))
                                .list());
    }

    /** All in some states, for the recurring work. */
    List<Request> in(Collection<RequestState> states) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT * FROM rights_requests WHERE state IN (<states>) ORDER BY request_id")
                                .bindList("states", keys(states))
                                .map((row, context) -> JdbcRequestRow.read(row))
                                .list());
    }

    List<Request> of(SubjectId subject) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT * FROM rights_requests WHERE subject_id = :subject ORDER BY request_id")
                                .bind("subject", subject.bytes())
                                .map((row, context) -> JdbcRequestRow.read(row))
                                .list());
    }

    /** The latest of the same person and type that has not ended. */
    Optional<RequestId> openLike(Opening opening, byte[] applicantHash) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT request_id FROM rights_requests WHERE organisation = :organisation"
                                                + " AND type = :type AND state NOT IN ('closed', 'aborted')"
                                                + " AND (applicant_hash = :hash OR subject_id = :subject)"
                                                + " ORDER BY request_id DESC LIMIT 1")
                                .bind("organisation", opening.organisation().value())
                                .bind("type", opening.type().key())
                                .bind("hash", applicantHash)
                                .bind(
                                        "subject",
                                        opening.subject().map(SubjectId::bytes).orElse(null))
                                .map((row, context) -> new RequestId(row.getLong(1)))
                                .findOne());
    }

    Optional<byte[]> wordsOf(RequestId id) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT sealed FROM rights_requests WHERE request_id = :id")
                                .bind("id", id.value())
                                .mapTo(byte[].class)
                                .findOne());
    }

    boolean ofHold(long hold) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT COUNT(*) > 0 FROM rights_requests WHERE hold_id = :hold")
                                .bind("hold", hold)
                                .mapTo(Boolean.class)
                                .one());
    }

    boolean liftAnnounced(RequestId id) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT lift_announced_on IS NOT NULL FROM rights_requests WHERE request_id = :id")
                                .bind("id", id.value())
                                .mapTo(Boolean.class)
                                .one());
    }

    /**
     * Ended before that instant, their applicants' words not erased yet. A directive for after
     * death is not over when its request is: it stands as long as there is something it is about,
     * until the person gives another.
     */
    List<Request> toForget(java.time.Instant endedBefore) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT * FROM rights_requests r WHERE state IN ('closed', 'aborted')"
                                                + " AND state_at < :before AND forgotten_at IS NULL AND NOT "
                                                + STANDING_DIRECTIVE
                                                + " ORDER BY request_id")
                                .bind("before", endedBefore)
                                .map((row, context) -> JdbcRequestRow.read(row))
                                .list());
    }

    /** With its lines and events. */
    void delete(RequestId id) {
        jdbi.useHandle(
                handle -> {
                    for (String table :
                            List.of("rights_lines", "rights_events", "rights_requests")) {
                        handle.execute(
                                "DELETE FROM " + table + " WHERE request_id = ?", id.value());
                    }
                });
    }

    /** The last warning that was given of a request. */
    String warned(RequestId id) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT warned FROM rights_requests WHERE request_id = :id")
                                .bind("id", id.value())
                                .mapTo(String.class)
                                .one());
    }

    /** What may be written into a row. */
    enum Column {
        STATE,
        STATE_AT,
        DUE_ON,
        EXTENSION_REASON,
        EXTENSION_DECIDED_ON,
        EXTENSION_NOTIFIED_ON,
        SUBJECT_ID,
        SEALED,
        IDENTITY_METHOD,
        IDENTITY_BY,
        IDENTITY_ON,
        ASSESSED_BY,
        ASSESSED_AT,
        STALE,
        APPROVED_BY,
        APPROVED_AT,
        COOL_OFF_ENDS_AT,
        ABORT_WISHED_AT,
        COMMAND_ID,
        HOLD_ID,
        ANSWERED_ON,
        LIFT_ANNOUNCED_ON,
        FORGOTTEN_AT,
        WARNED;

        String column() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** An absent value is {@link Optional#empty()}. */
    void set(RequestId id, Map<Column, Object> values) {
        var columns = new ArrayList<>(values.keySet());
        var sql =
                columns.stream()
                        .map(column -> column.column() + " = :" + column.column())
                        .collect(
                                Collectors.joining(
                                        ", ",
                                        "UPDATE rights_requests SET ",
                                        " WHERE request_id = :id"));
        jdbi.useHandle(
                handle -> {
                    var update = handle.createUpdate(sql).bind("id", id.value());
                    columns.forEach(column -> update.bind(column.column(), values.get(column)));
                    update.execute();
                });
    }

    private static List<String> keys(Collection<RequestState> states) {
        return states.stream().map(RequestState::key).toList();
    }
}
