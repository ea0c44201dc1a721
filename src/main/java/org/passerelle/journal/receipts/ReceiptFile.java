package org.passerelle.journal.receipts;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.passerelle.keys.PublicKeys;
import org.passerelle.keys.SigningKey;
import org.passerelle.messages.MessageCodec;

/**
 * The file of a signed receipt, of whatever kind: erasure, restriction, export.
 *
 * <p>Shape: {@code {"receipt": {…}, "key-id": "…", "signature": "…"}}; the signature is Ed25519,
 * Base64, over the receipt as JSON without spaces, keys sorted at every level. Spaces between the
 * tokens of the file do not matter; every other byte does.
 */
public final class ReceiptFile {
    private static final TypeReference<TreeMap<String, Object>> TREE = new TypeReference<>() {};
    private static final String RECEIPT = "receipt";
    private static final String KEY_ID = "key-id";
    private static final String SIGNATURE = "signature";

    private ReceiptFile() {}

    /** Signs what a duty has to say; it names pseudonyms only. */
    public static byte[] sign(Object receipt, SigningKey key) {
        var canonical = canonical(receipt);
        var file = MessageCodec.json().createObjectNode();
        file.set(RECEIPT, MessageCodec.decode(canonical, JsonNode.class));
        file.put(KEY_ID, key.id());
        file.put(SIGNATURE, Base64.getEncoder().encodeToString(key.sign(canonical)));
        return MessageCodec.encode(file);
    }

    /**
     * Needs no store and no network.
     *
     * @return empty when one of these keys signed exactly this receipt; otherwise why not: {@code
     *     not-a-receipt, unknown-key, altered}
     */
    public static Optional<String> objection(byte[] file, PublicKeys keys) {
        var read = read(file);
        if (read.isEmpty()) {
            return Optional.of("not-a-receipt");
        }
        var node = read.get();
        if (!keys.ids().contains(node.path(KEY_ID).asText())) {
            return Optional.of("unknown-key");
        }
        return signature(node.path(SIGNATURE).asText())
                        .filter(
                                signature ->
                                        keys.confirm(
                                                node.path(KEY_ID).asText(),
                                                canonical(node.path(RECEIPT)),
                                                signature))
                        .isPresent()
                ? Optional.empty()
                : Optional.of("altered");
    }

    private static Optional<JsonNode> read(byte[] file) {
        try {
            JsonNode node =
                    MessageCodec.json()
                            .readerFor(JsonNode.class)
                            .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                            .readValue(file);
            var names = new TreeSet<String>();
            node.fieldNames().forEachRemaining(names::add);
            return names.equals(Set.of(RECEIPT, KEY_ID, SIGNATURE)) && node.path(RECEIPT).isObject()
                    ? Optional.of(node)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The decoder passes over bits behind the last byte; a receipt altered there is altered. */
    private static Optional<byte[]> signature(String text) {
        try {
            var bytes = Base64.getDecoder().decode(text);
            return Base64.getEncoder().encodeToString(bytes).equals(text)
                    ? Optional.of(bytes)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] canonical(Object receipt) {
        return MessageCodec.encode(MessageCodec.json().convertValue(receipt, TREE));
    }
}
