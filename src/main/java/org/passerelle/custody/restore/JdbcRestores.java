package org.passerelle.custody.restore;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.custody.backup.BackupHeader;

/** The table {@code restores}. */
public final class JdbcRestores {
    private final Jdbi jdbi;

    public JdbcRestores(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Whoever loads a backup says so here, so that the next start knows. */
    public void loaded(BackupHeader header, Instant at) {
        jdbi.useHandle(
                handle ->
                        handle.execute(
                                "INSERT INTO restores (kind, backup_made_at, loaded_at) VALUES (?, ?, ?)",
                                header.kind().key(),
                                header.madeAt(),
                                at));
    }

    /** When the oldest backup was made whose restore is not finished. */
    Optional<Instant> open() {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT backup_made_at FROM restores WHERE finished_at IS NULL"
                                                + " ORDER BY backup_made_at LIMIT 1")
                                .map((row, context) -> row.getTimestamp(1).toInstant())
                                .findOne());
    }

    void finish(String actor, Instant at) {
        jdbi.useHandle(
                handle ->
                        handle.execute(
                                "UPDATE restores SET finished_at = ?, finished_by = ? WHERE finished_at IS NULL",
                                at,
                                actor));
    }
}
