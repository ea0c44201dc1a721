package org.passerelle.commands.receipts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.commands.Command;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;

/** The table {@code tombstones}: keyed hashes only, no identity. */
public final class JdbcTombstones {
    private static final String SELECT =
            "SELECT command_id, organisation, platform, subject_id, site_fingerprint, user_hash,"
                    + " idnumber_hash, email_hash, scope, erased_at, ends_on FROM tombstones ";

    private final Jdbi jdbi;

    public JdbcTombstones(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** From the hashes kept when the account was locked; repeatable. */
    public void raise(Command command, String fingerprint, Instant erasedAt, LocalDate endsOn) {
        var proposal = command.proposal();
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "INSERT IGNORE INTO tombstones (command_id, organisation, platform, subject_id, site_fingerprint,"
                                                + " user_hash, idnumber_hash, email_hash, scope, erased_at, ends_on)"
                                                + " SELECT command_id, :organisation, :platform, subject_id, :fingerprint, user_hash, idnumber_hash,"
                                                + " email_hash, 'account', :erased, :ends FROM command_values"
                                                + " WHERE command_id = :command AND name = 'identity' AND user_hash IS NOT NULL")
                                .bind("organisation", proposal.organisation().value())
                                .bind("platform", proposal.platform().value())
                                .bind("fingerprint", fingerprint)
                                .bind("erased", erasedAt)
                                .bind("ends", endsOn)
                                .bind("command", command.id().value())
                                .execute());
    }

    /** What the second place does not have yet, oldest first. */
    public List<Tombstone> unwritten(int limit) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        SELECT
                                                + "WHERE written_at IS NULL ORDER BY id LIMIT :limit")
                                .bind("limit", limit)
                                .map((row, context) -> tombstone(row))
                                .list());
    }

    public void written(Tombstone tombstone, Instant at) {
        jdbi.useHandle(
                handle ->
                        handle.execute(
                                "UPDATE tombstones SET written_at = ? WHERE command_id = ? AND subject_id = ?",
                                at,
                                tombstone.command(),
                                tombstone.subject().bytes()));
    }

    public boolean has(Tombstone tombstone) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                                "SELECT COUNT(*) FROM tombstones WHERE command_id = :command AND subject_id = :subject")
                                        .bind("command", tombstone.command())
                                        .bind("subject", tombstone.subject().bytes())
                                        .mapTo(Long.class)
                                        .one()
                                > 0);
    }

    /** Brings back one that a restored backup did not have; repeatable. */
    public void restore(Tombstone tombstone, Instant writtenAt) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "INSERT IGNORE INTO tombstones (command_id, organisation, platform, subject_id, site_fingerprint,"
                                                + " user_hash, idnumber_hash, email_hash, scope, erased_at, ends_on, written_at)"
                                                + " VALUES (:command, :organisation, :platform, :subject, :fingerprint, :user, :number,"
                                                + " :address, :scope, :erased, :ends, :written)")
                                .bind("command", tombstone.command())
                                .bind("organisation", tombstone.organisation().value())
                                .bind("platform", tombstone.platform().value())
                                .bind("subject", tombstone.subject().bytes())
                                .bind("fingerprint", tombstone.fingerprint())
                                .bind("user", tombstone.marks().userBytes())
                                .bind("number", tombstone.marks().learnerNumberBytes())
                                .bind("address", tombstone.marks().addressBytes())
                                .bind("scope", tombstone.scope())
                                .bind("erased", tombstone.erasedAt())
                                .bind("ends", tombstone.endsOn())
                                .bind("written", writtenAt)
                                .execute());
    }

    private static Tombstone tombstone(ResultSet row) throws SQLException {
        return new Tombstone(
                row.getLong("command_id"),
                new OrganisationKey(row.getString("organisation")),
                new PlatformKey(row.getString("platform")),
                SubjectId.of(row.getBytes("subject_id")),
                row.getString("site_fingerprint"),
                Tombstone.Marks.of(
                        row.getBytes("user_hash"),
                        Optional.ofNullable(row.getBytes("idnumber_hash")),
                        Optional.ofNullable(row.getBytes("email_hash"))),
                row.getString("scope"),
                row.getTimestamp("erased_at").toInstant(),
                row.getObject("ends_on", LocalDate.class));
    }
}
