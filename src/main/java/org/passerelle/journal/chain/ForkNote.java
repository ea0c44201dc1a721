package org.passerelle.journal.chain;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.passerelle.keys.PublicKeys;
import org.passerelle.keys.SigningKey;
import org.passerelle.messages.MessageCodec;

/**
 * What an officer signed when our own store was restored: from here on another history than the one
 * the second place knows is the journal.
 *
 * @param number from 1
 * @param place the last place of the chain when it was accepted; the entry that says so comes after
 * @param document the signed bytes, as text
 */
record ForkNote(int number, long place, String document, String keyId, String signature) {
    static final String ACTION = "journal-fork-accepted";
    static final String DIGEST = "digest";

    /**
     * @param by the officer's account
     * @param abandoned the last checkpoint of the history that is left
     */
    record Content(int number, ChainHead head, long abandoned, String by, Instant at) {}

    static ForkNote sign(Content content, SigningKey key) {
        var document =
                MessageCodec.encode(
                        MessageCodec.json()
                                .createObjectNode()
                                .put("fork", content.number())
                                .put("place", content.head().sequence())
                                .put("head", content.head().hash().toString())
                                .put("abandoned-checkpoint", content.abandoned())
                                .put("accepted-by", content.by())
                                .put("at", content.at().toString()));
        return new ForkNote(
                content.number(),
                content.head().sequence(),
                new String(document, StandardCharsets.UTF_8),
                key.id(),
                Base64.getEncoder().encodeToString(key.sign(document)));
    }

    boolean isGenuine(PublicKeys keys) {
        try {
            return keys.confirm(
                    keyId,
                    document.getBytes(StandardCharsets.UTF_8),
                    Base64.getDecoder().decode(signature));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    ChainHash digest() {
        return ChainHash.digest(document.getBytes(StandardCharsets.UTF_8));
    }

    /** The file: the document on one line, key id and signature on the next. */
    String file() {
        return document + "\n" + keyId + " " + signature + "\n";
    }

    static Optional<ForkNote> ofFile(String text) {
        var lines = text.split("\n", -1);
        var signed = lines.length < 2 ? new String[0] : lines[1].split(" ", -1);
        if (signed.length != 2) {
            return Optional.empty();
        }
        try {
            var json =
                    MessageCodec.decode(lines[0].getBytes(StandardCharsets.UTF_8), JsonNode.class);
            return Optional.of(
                    new ForkNote(
                            json.path("fork").asInt(),
                            json.path("place").asLong(),
                            lines[0],
                            signed[0],
                            signed[1]));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }
}
