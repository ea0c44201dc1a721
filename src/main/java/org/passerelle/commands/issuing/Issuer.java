package org.passerelle.commands.issuing;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.commands.Command;
import org.passerelle.commands.CommandId;
import org.passerelle.commands.Ground;
import org.passerelle.commands.exchange.CommandMessage;
import org.passerelle.commands.exchange.SignedMessage;
import org.passerelle.commands.exchange.Signer;
import org.passerelle.commands.ledger.CommandTables;
import org.passerelle.journal.JournalEntry;
import org.passerelle.messages.Address;
import org.passerelle.messages.OutboxMessage;

/**
 * Signs approved commands and puts them in the outbox.
 *
 * <p>Guarantee: command row, journal entry and message are one transaction, the caller's.
 */
public final class Issuer {
    private final Ground ground;
    private final CommandTables tables;
    private final Signer signer;
    private final SecureRandom random;

    public Issuer(Ground ground, CommandTables tables, Signer signer, SecureRandom random) {
        this.ground = ground;
        this.tables = tables;
        this.signer = signer;
        this.random = random;
    }

    /** Ten random letters and digits that no other command has, all but surely. */
    public String marker() {
        byte[] bytes = new byte[5];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Signs, sends and writes it down; the state becomes ISSUED, or stays RUNNING. */
    public void issue(Command command, String actor) {
        Instant now = ground.clock().instant();
        Instant expires = now.plus(ground.settings().expiry());
        var message = message(command, now, expires);
        var signed = signer.sign(message.encode());
        tables.messages().issue(command.id(), signed, expires, now.plus(ground.settings().lease()));
        send(message.messageId(), signed);
        journal(command, actor, "command-issued", "issued", Map.of("issue", "" + message.issue()));
    }

    /** The original signed bytes once more, under a new transport id. */
    public void sendAgain(CommandId id) {
        tables.messages()
                .find(id)
                .ifPresent(
                        signed -> {
                            var until = ground.clock().instant().plus(ground.settings().lease());
                            tables.messages().sent(id, until);
                            send("command-" + id, signed);
                        });
    }

    public void journal(
            Command command,
            String actor,
            String action,
            String outcome,
            Map<String, String> details) {
        var proposal = command.proposal();
        ground.journal()
                .append(
                        new JournalEntry(
                                proposal.organisation(),
                                actor,
                                action,
                                command.journalObject(),
                                Optional.of(proposal.subject()),
                                outcome,
                                details));
    }

    public SignedMessage sign(byte[] document) {
        return signer.sign(document);
    }

    private void send(String name, SignedMessage signed) {
        byte[] suffix = new byte[8];
        random.nextBytes(suffix);
        ground.outbox()
                .put(
                        List.of(
                                new OutboxMessage(
                                        name + "-" + HexFormat.of().formatHex(suffix),
                                        Address.COMMANDS,
                                        signed.headers(),
                                        signed.body())));
    }

    private static CommandMessage message(Command command, Instant now, Instant expires) {
        var proposal = command.proposal();
        return new CommandMessage(
                command.id(),
                command.issue() + 1,
                proposal.type(),
                proposal.organisation(),
                proposal.platform(),
                proposal.subject(),
                proposal.course(),
                proposal.rule(),
                command.marker(),
                now,
                expires);
    }
}
