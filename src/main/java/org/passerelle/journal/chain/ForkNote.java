package org.passerelle.journal.chain;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import org.passerelle.keys.SigningKey;
import org.passerelle.messages.MessageCodec;

/**
 * What an officer signed when our own store was restored: from here on another history than the one
 * the second place knows is the journal.
 *
 * @param number from 1
 * @param place the last place of the chain when it was accepted; the entry that says so comes after
 */
record ForkNote(int number, long place, SignedText signed) {
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
                content.number(), content.head().sequence(), SignedText.sign(document, key));
    }

    static Optional<ForkNote> ofFile(String text) {
        return SignedText.ofFile(text).flatMap(ForkNote::of);
    }

    private static Optional<ForkNote> of(SignedText signed) {
        try {
            var json = MessageCodec.decode(signed.bytes(), JsonNode.class);
            return Optional.of(
                    new ForkNote(json.path("fork").asInt(), json.path("place").asLong(), signed));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }
}
