package org.passerelle.disclosure.notices;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.SubjectId;

/** Notices in {@code recipient_notices}. Writes join the caller's transaction. */
public final class JdbcNotices {
    private final Jdbi jdbi;
    private final Clock clock;

    public JdbcNotices(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** Something that happened to a subject's data. */
    record Happening(OrganisationKey organisation, String cause, String what, SubjectId subject) {}

    /** For every recipient of the ledger; repeatable. */
    void plan(Happening happening) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "INSERT IGNORE INTO recipient_notices (organisation, cause, what, subject_id,"
                                                + " recipient_id, state, reason, next_attempt_at, made_at)"
                                                + " SELECT DISTINCT :organisation, :cause, :what, d.subject_id,"
                                                + " d.recipient_id, 'waiting', '', :now, :now FROM disclosures d"
                                                + " JOIN recipients r ON r.recipient_id = d.recipient_id"
                                                + " AND r.organisation = :organisation WHERE d.subject_id = :subject")
                                .bind("organisation", happening.organisation().value())
                                .bind("cause", happening.cause())
                                .bind("what", happening.what())
                                .bind("subject", happening.subject().bytes())
                                .bind("now", clock.instant())
                                .execute());
    }

    /** Erasures that retention carried out, of subjects the ledger knows and nobody was told of. */
    List<Happening> untoldErasures(int limit) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT DISTINCT c.organisation, c.command_id, c.subject_id FROM receipts c"
                                                + " JOIN disclosures d ON d.subject_id = c.subject_id"
                                                + " WHERE NOT EXISTS (SELECT 1 FROM recipient_notices n"
                                                + " WHERE n.cause = CONCAT('command ', c.command_id))"
                                                + " AND NOT EXISTS (SELECT 1 FROM rights_requests q"
                                                + " WHERE q.command_id = c.command_id) LIMIT :limit")
                                .bind("limit", limit)
                                .map(
                                        (row, context) ->
                                                new Happening(
                                                        new OrganisationKey(row.getString(1)),
                                                        "command " + row.getLong(2),
                                                        "erasure",
                                                        SubjectId.of(row.getBytes(3))))
                                .list());
    }

    List<RecipientNotice> of(String cause) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT * FROM recipient_notices WHERE cause = :cause ORDER BY notice_id")
                                .bind("cause", cause)
                                .map((row, context) -> notice(row))
                                .list());
    }

    List<RecipientNotice> due(Instant now, int limit) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT * FROM recipient_notices WHERE state = 'waiting'"
                                                + " AND next_attempt_at <= :now ORDER BY next_attempt_at LIMIT :limit")
                                .bind("now", now)
                                .bind("limit", limit)
                                .map((row, context) -> notice(row))
                                .list());
    }

    /**
     * Takes it for one attempt.
     *
     * @return false when another process has it
     */
    boolean claim(RecipientNotice notice, Instant until) {
        return jdbi.withHandle(
                handle ->
                        handle.createUpdate(
                                                "UPDATE recipient_notices SET attempts = attempts + 1,"
                                                        + " next_attempt_at = :until WHERE notice_id = :id"
                                                        + " AND state = 'waiting' AND attempts = :attempts")
                                        .bind("until", until)
                                        .bind("id", notice.id())
                                        .bind("attempts", notice.attempts())
                                        .execute()
                                == 1);
    }

    void sent(long id) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "UPDATE recipient_notices SET state = 'sent', sent_at = :now, reason = ''"
                                                + " WHERE notice_id = :id")
                                .bind("now", clock.instant())
                                .bind("id", id)
                                .execute());
    }

    /** A change of state by somebody. */
    record Settling(String from, String to, String reason, String actor) {}

    /**
     * @return false when its state does not allow it
     */
    boolean settle(long id, Settling settling) {
        return jdbi.withHandle(
                handle ->
                        handle.createUpdate(
                                                "UPDATE recipient_notices SET state = :to, reason = :reason,"
                                                        + " settled_by = :actor, settled_at = :now WHERE notice_id = :id"
                                                        + " AND state = :from")
                                        .bind("to", settling.to())
                                        .bind("reason", settling.reason())
                                        .bind("actor", settling.actor())
                                        .bind("now", clock.instant())
                                        .bind("id", id)
                                        .bind("from", settling.from())
                                        .execute()
                                == 1);
    }

    /** Begins anew. */
    void restart(long id) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "UPDATE recipient_notices SET attempts = 0, next_attempt_at = :now"
                                                + " WHERE notice_id = :id")
                                .bind("now", clock.instant())
                                .bind("id", id)
                                .execute());
    }

    Optional<RecipientNotice> find(long id) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery("SELECT * FROM recipient_notices WHERE notice_id = :id")
                                .bind("id", id)
                                .map((row, context) -> notice(row))
                                .findOne());
    }

    /** Newest first. */
    List<RecipientNotice> list(OrganisationKey organisation, long before, int limit) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT * FROM recipient_notices WHERE organisation = :organisation"
                                                + " AND notice_id < :before ORDER BY notice_id DESC LIMIT :limit")
                                .bind("organisation", organisation.value())
                                .bind("before", before)
                                .bind("limit", limit)
                                .map((row, context) -> notice(row))
                                .list());
    }

    private static RecipientNotice notice(ResultSet row) throws SQLException {
        return new RecipientNotice(
                row.getLong("notice_id"),
                new OrganisationKey(row.getString("organisation")),
                row.getString("cause"),
                row.getString("what"),
                SubjectId.of(row.getBytes("subject_id")),
                row.getLong("recipient_id"),
                row.getString("state"),
                row.getString("reason"),
                row.getInt("attempts"),
                Optional.ofNullable(row.getTimestamp("sent_at")).map(Timestamp::toInstant));
    }
}
