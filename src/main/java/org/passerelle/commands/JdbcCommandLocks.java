package org.passerelle.commands;

import java.time.Instant;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.personaldata.SubjectId;

/** The table {@code command_locks}: the row that serialises the commands of one subject. */
public final class JdbcCommandLocks {
    private final Jdbi jdbi;

    JdbcCommandLocks(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Takes the subject for this command, until the instant given.
     *
     * @return false while a worker, of this command or another, holds it
     */
    boolean take(SubjectId subject, CommandId command, Instant now, Instant until) {
        return jdbi.withHandle(
                handle -> {
                    handle.createUpdate(
                                    "INSERT IGNORE INTO command_locks (subject_id) VALUES (:subject)")
                            .bind("subject", subject.bytes())
                            .execute();
                    boolean free =
                            handle.createQuery(
                                            "SELECT leased_until_at IS NULL OR leased_until_at <= :now FROM command_locks"
                                                    + " WHERE subject_id = :subject FOR UPDATE")
                                    .bind("subject", subject.bytes())
                                    .bind("now", now)
                                    .mapTo(Boolean.class)
                                    .one();
                    if (free) {
                        handle.createUpdate(
                                        "UPDATE command_locks SET command_id = :command, leased_until_at = :until"
                                                + " WHERE subject_id = :subject")
                                .bind("command", command.value())
                                .bind("until", until)
                                .bind("subject", subject.bytes())
                                .execute();
                    }
                    return free;
                });
    }

    /** A long command holds on. */
    void renew(SubjectId subject, CommandId command, Instant until) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "UPDATE command_locks SET leased_until_at = :until"
                                                + " WHERE subject_id = :subject AND command_id = :command")
                                .bind("until", until)
                                .bind("subject", subject.bytes())
                                .bind("command", command.value())
                                .execute());
    }

    void release(SubjectId subject, CommandId command) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "UPDATE command_locks SET command_id = NULL, leased_until_at = NULL"
                                                + " WHERE subject_id = :subject AND command_id = :command")
                                .bind("subject", subject.bytes())
                                .bind("command", command.value())
                                .execute());
    }
}
