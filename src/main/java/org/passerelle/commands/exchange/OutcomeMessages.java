package org.passerelle.commands.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.passerelle.commands.Command;
import org.passerelle.commands.Ground;
import org.passerelle.commands.StoredStep;
import org.passerelle.journal.JournalEntry;
import org.passerelle.messages.Address;
import org.passerelle.messages.Envelope;
import org.passerelle.messages.MessageCodec;
import org.passerelle.messages.OutboxMessage;
import org.passerelle.personaldata.OrganisationKey;

/**
 * What the executor tells the engine; see {@code config/schemas/outcome.schema.json}. Written in
 * the caller's transaction, with its journal entry.
 */
public final class OutcomeMessages {
    public static final String OUTCOME = "command-outcome";
    public static final String MESSAGE_REFUSED = "message-refused";
    public static final String EXPIRED = "expired";
    public static final int VERSION = 1;

    private final Ground ground;

    public OutcomeMessages(Ground ground) {
        this.ground = ground;
    }

    /**
     * @param result {@code done}, {@code refused}, {@code needs-person}, {@code cancelled} or
     *     {@code expired}
     */
    public void tell(Command command, List<StoredStep> steps, String result, String reason) {
        int attempts = steps.stream().mapToInt(StoredStep::attempts).sum();
        // Each telling is a happening of its own: a person may resume a command that stops again at
        // once.
        var id = "outcome-" + command.id() + "-" + result + "-" + UUID.randomUUID();
        var body = MessageCodec.json().createObjectNode();
        body.put("command", command.id().value());
        body.put("type", command.proposal().type().key());
        body.put("platform", command.proposal().platform().value());
        body.put("subject", command.proposal().subject().toString());
        body.put("result", result);
        body.put("reason", reason);
        var list = body.putArray("steps");
        steps.forEach(
                step ->
                        list.addObject()
                                .put("step", step.name().key())
                                .put("state", step.state().key()));
        send(id, OUTCOME, command.proposal().organisation(), "command-" + command.id(), body);
        ground.journal()
                .append(
                        new JournalEntry(
                                command.proposal().organisation(),
                                "executor",
                                "command-" + result,
                                command.journalObject(),
                                Optional.of(command.proposal().subject()),
                                result,
                                Map.of("attempts", "" + attempts)));
    }

    /** A message that is no command of ours. Its content is named by its digest only. */
    public void refused(OrganisationKey organisation, String why, byte[] message) {
        var digest = digest(message);
        var id = "refused-" + digest.substring(0, 32) + "-" + UUID.randomUUID();
        var body = MessageCodec.json().createObjectNode();
        body.put("why", why);
        body.put("digest", digest);
        send(id, MESSAGE_REFUSED, organisation, id, body);
        ground.journal()
                .append(
                        new JournalEntry(
                                organisation,
                                "executor",
                                "command-message-refused",
                                "message " + digest,
                                Optional.empty(),
                                why,
                                Map.of("bytes", "" + message.length)));
    }

    private void send(
            String id, String type, OrganisationKey organisation, String about, ObjectNode body) {
        var envelope =
                new Envelope(
                        id,
                        type,
                        VERSION,
                        organisation,
                        about,
                        Optional.empty(),
                        ground.clock().instant(),
                        body);
        ground.outbox()
                .put(
                        List.of(
                                new OutboxMessage(
                                        id,
                                        Address.OUTCOMES,
                                        Map.of(),
                                        MessageCodec.encode(envelope))));
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JDK lacks SHA-256", e);
        }
    }
}
