package org.passerelle.journal.chain;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.passerelle.messages.MessageCodec;

/**
 * What the chain was at one moment.
 *
 * @param number from 1, without gaps
 * @param first the first entry since the checkpoint before
 * @param last the last one
 * @param entries how many
 * @param root Merkle root of their hashes
 * @param head the hash of the last one
 * @param previous digest of the document of the checkpoint before
 */
public record Checkpoint(
        long number,
        String segment,
        long first,
        long last,
        long entries,
        ChainHash root,
        ChainHash head,
        Instant at,
        ChainHash previous) {

    /** The bytes that are signed. */
    byte[] document() {
        return MessageCodec.encode(
                MessageCodec.json()
                        .createObjectNode()
                        .put("checkpoint", number)
                        .put("segment", segment)
                        .put("first", first)
                        .put("last", last)
                        .put("entries", entries)
                        .put("merkle-root", root.toString())
                        .put("head", head.toString())
                        .put("at", at.toString())
                        .put("previous-checkpoint", previous.toString()));
    }

    /**
     * @throws RuntimeException when the bytes are no checkpoint
     */
    static Checkpoint of(byte[] document) {
        var json = MessageCodec.decode(document, JsonNode.class);
        return new Checkpoint(
                json.path("checkpoint").asLong(),
                json.path("segment").asText(),
                json.path("first").asLong(),
                json.path("last").asLong(),
                json.path("entries").asLong(),
                ChainHash.ofHex(json.path("merkle-root").asText()),
                ChainHash.ofHex(json.path("head").asText()),
                Instant.parse(json.path("at").asText()),
                ChainHash.ofHex(json.path("previous-checkpoint").asText()));
    }
}
