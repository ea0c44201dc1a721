package org.passerelle.commands.receipts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.commands.Command;
import org.passerelle.commands.CommandId;
import org.passerelle.commands.exchange.SignedMessage;
import org.passerelle.personaldata.OrganisationKey;

/** The table {@code receipts}. Receipts are never changed. */
public final class JdbcReceipts {
    private final Jdbi jdbi;

    JdbcReceipts(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public void write(Command command, String level, SignedMessage document, Instant closedAt) {
        var proposal = command.proposal();
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "INSERT INTO receipts (command_id, organisation, platform, subject_id, level, document, key_id,"
                                                + " signature, closed_at) VALUES (:command, :organisation, :platform, :subject, :level,"
                                                + " :document, :key, :signature, :closed)")
                                .bind("command", command.id().value())
                                .bind("organisation", proposal.organisation().value())
                                .bind("platform", proposal.platform().value())
                                .bind("subject", proposal.subject().bytes())
                                .bind("level", level)
                                .bind("document", document.body())
                                .bind("key", document.keyId())
                                .bind("signature", document.signature())
                                .bind("closed", closedAt)
                                .execute());
    }

    public Optional<SignedMessage> find(CommandId command) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT document, key_id, signature FROM receipts WHERE command_id = :command")
                                .bind("command", command.value())
                                .map((row, context) -> signed(row))
                                .findOne());
    }

    public List<CommandId> list(OrganisationKey organisation, long after, int limit) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT command_id FROM receipts WHERE organisation = :organisation AND command_id > :after"
                                                + " ORDER BY command_id LIMIT :limit")
                                .bind("organisation", organisation.value())
                                .bind("after", after)
                                .bind("limit", limit)
                                .mapTo(Long.class)
                                .map(CommandId::new)
                                .list());
    }

    private static SignedMessage signed(ResultSet row) throws SQLException {
        return new SignedMessage(row.getBytes(1), row.getString(2), row.getString(3));
    }
}
