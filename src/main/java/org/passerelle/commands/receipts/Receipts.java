package org.passerelle.commands.receipts;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.passerelle.commands.CommandId;
import org.passerelle.commands.Ground;
import org.passerelle.commands.exchange.SignedMessage;
import org.passerelle.commands.exchange.Signer;
import org.passerelle.commands.exchange.Verifier;
import org.passerelle.messages.MessageCodec;
import org.passerelle.messages.UnreadableMessage;
import org.passerelle.personaldata.OrganisationKey;

/** The receipts of erasures, for doors: as signed JSON, as a French page, and how to check one. */
public final class Receipts {
    private static final TypeReference<TreeMap<String, Object>> TREE = new TypeReference<>() {};

    private final Ground ground;
    private final ReceiptTables tables;

    public Receipts(Ground ground, ReceiptTables tables) {
        this.ground = ground;
        this.tables = tables;
    }

    /** Ascending by command id, from after the given one. */
    public List<CommandId> list(OrganisationKey organisation, long after, int limit) {
        return ground.transactions()
                .within(() -> tables.receipts().list(organisation, after, limit));
    }

    public Optional<Receipt> find(CommandId command) {
        return signed(command).map(signed -> MessageCodec.decode(signed.body(), Receipt.class));
    }

    /** {@code {"receipt": …, "key-id": …, "signature": …}}; {@link #objection} checks it. */
    public Optional<byte[]> file(CommandId command) {
        return signed(command)
                .map(
                        signed -> {
                            var file = MessageCodec.json().createObjectNode();
                            file.set("receipt", MessageCodec.decode(signed.body(), JsonNode.class));
                            file.put(Signer.KEY_ID_HEADER, signed.keyId());
                            file.put(Signer.SIGNATURE_HEADER, signed.signature());
                            return MessageCodec.encode(file);
                        });
    }

    /** The page a data-protection officer prints; French, self-contained. */
    public Optional<String> page(CommandId command) {
        return find(command).map(ReceiptPage::html);
    }

    /**
     * @return empty when the file is a receipt as a known engine signed it; otherwise why not
     */
    public static Optional<String> objection(byte[] file, Verifier verifier) {
        try {
            var node = MessageCodec.decode(file, JsonNode.class);
            var headers =
                    Map.of(
                            Signer.KEY_ID_HEADER, node.path(Signer.KEY_ID_HEADER).asText(),
                            Signer.SIGNATURE_HEADER, node.path(Signer.SIGNATURE_HEADER).asText());
            return node.path("receipt").isObject()
                    ? verifier.objection(headers, canonical(node.path("receipt")))
                    : Optional.of("not-a-receipt");
        } catch (UnreadableMessage e) {
            return Optional.of("not-a-receipt");
        }
    }

    /**
     * The bytes that are signed: keys sorted at every level, so that reading and writing again
     * gives the same.
     */
    public static byte[] canonical(Object receipt) {
        return MessageCodec.encode(MessageCodec.json().convertValue(receipt, TREE));
    }

    private Optional<SignedMessage> signed(CommandId command) {
        return ground.transactions().within(() -> tables.receipts().find(command));
    }
}
