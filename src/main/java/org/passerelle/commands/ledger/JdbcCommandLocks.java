package org.passerelle.commands.ledger;

import java.time.Instant;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.commands.CommandId;
import org.passerelle.personaldata.SubjectId;

/** The table {@code command_locks}: the row that serialises the commands of one subject. */
public final class JdbcCommandLocks {
    /** Assignments go from left to right and see each other: the lease must be the last. */
    private static final String TAKE =
            "INSERT INTO command_locks (subject_id, command_id, holder, leased_until_at)"
                    + " VALUES (:subject, :command, :holder, :until) ON DUPLICATE KEY UPDATE"
                    + " command_id = IF(leased_until_at <= :now, VALUES(command_id), command_id),"
                    + " holder = IF(leased_until_at <= :now, VALUES(holder), holder),"
                    + " leased_until_at = IF(leased_until_at <= :now, VALUES(leased_until_at), leased_until_at)"
                    + " RETURNING holder";

    private final Jdbi jdbi;

    JdbcCommandLocks(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Takes the subject for one delivery of a command, until the instant given. One statement:
     * reading first and writing then would let two workers lock each other out.
     *
     * @return false while another delivery, of this command or another, holds it
     */
    public boolean take(SubjectId subject, CommandId command, Holding holding) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(TAKE)
                                .bind("subject", subject.bytes())
                                .bind("command", command.value())
                                .bind("holder", holding.holder())
                                .bind("now", holding.now())
                                .bind("until", holding.until())
                                .mapTo(String.class)
                                .one()
                                .equals(holding.holder()));
    }

    /**
     * A long command holds on.
     *
     * @return false if the lease was over and another delivery has taken the subject since
     */
    public boolean renew(SubjectId subject, Holding holding) {
        return jdbi.withHandle(
                handle ->
                        handle.createUpdate(
                                                "UPDATE command_locks SET leased_until_at = :until"
                                                        + " WHERE subject_id = :subject AND holder = :holder")
                                        .bind("until", holding.until())
                                        .bind("subject", subject.bytes())
                                        .bind("holder", holding.holder())
                                        .execute()
                                == 1);
    }

    public void release(SubjectId subject, String holder) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "DELETE FROM command_locks WHERE subject_id = :subject AND holder = :holder")
                                .bind("subject", subject.bytes())
                                .bind("holder", holder)
                                .execute());
    }

    /**
     * Lets all subjects go at once, and lets steps that had begun be looked at now: for the start
     * of the only process there is, whose killed predecessor can hold nothing any more.
     */
    public void freeAll(Instant now) {
        jdbi.useTransaction(
                handle -> {
                    handle.execute("DELETE FROM command_locks");
                    handle.createUpdate(
                                    "UPDATE command_steps SET next_attempt_at = :now"
                                            + " WHERE state = 'WORKING' AND next_attempt_at > :now")
                            .bind("now", now)
                            .execute();
                });
    }

    /** Who holds, from when and until when. */
    public record Holding(String holder, Instant now, Instant until) {}
}
