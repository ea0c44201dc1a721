package org.passerelle.commands.receipts;

import java.time.Instant;
import java.time.LocalDate;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.commands.Command;

/** The table {@code tombstones}: keyed hashes only, no identity. */
public final class JdbcTombstones {
    private final Jdbi jdbi;

    JdbcTombstones(Jdbi jdbi) {
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
}
