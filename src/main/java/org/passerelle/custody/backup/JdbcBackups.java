package org.passerelle.custody.backup;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The table {@code backups}. */
public final class JdbcBackups {
    private final Jdbi jdbi;

    public JdbcBackups(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    long add(BackupHeader header, String actor, String digest, Content content) {
        return jdbi.withHandle(
                handle ->
                        handle.createUpdate(
                                        "INSERT INTO backups (kind, made_at, made_by, expires_on, master_version, digest, row_count)"
                                                + " VALUES (:kind, :at, :by, :expires, :version, :digest, :rows)")
                                .bind("kind", header.kind().key())
                                .bind("at", header.madeAt())
                                .bind("by", actor)
                                .bind("expires", header.expiresOn())
                                .bind("version", content.masterVersion())
                                .bind("digest", digest)
                                .bind("rows", content.rows())
                                .executeAndReturnGeneratedKeys("number")
                                .mapTo(Long.class)
                                .one());
    }

    /**
     * @param masterVersion of keys only
     */
    record Content(long rows, Optional<Integer> masterVersion) {}

    /** Newest first. */
    List<Backup> list(int limit) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT number, kind, made_at, made_by, expires_on, digest, row_count FROM backups"
                                                + " ORDER BY number DESC LIMIT :limit")
                                .bind("limit", limit)
                                .map(
                                        (row, context) ->
                                                new Backup(
                                                        row.getLong(1),
                                                        new BackupHeader(
                                                                BackupKind.of(row.getString(2))
                                                                        .orElseThrow(),
                                                                row.getTimestamp(3).toInstant(),
                                                                Optional.ofNullable(
                                                                        row.getObject(
                                                                                5,
                                                                                LocalDate.class))),
                                                        row.getString(4),
                                                        row.getString(6),
                                                        row.getLong(7)))
                                .list());
    }

    /** The last day on which some backup of keys needs this master key. */
    Optional<LocalDate> neededUntil(int masterVersion) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT MAX(expires_on) FROM backups WHERE kind = 'keys' AND master_version = :version")
                                .bind("version", masterVersion)
                                .mapTo(LocalDate.class)
                                .findOne());
    }
}
