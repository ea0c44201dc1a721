package org.passerelle.journal.chain;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.passerelle.keys.PublicKeys;
import org.passerelle.keys.SigningKey;

/**
 * A checkpoint and who signed it.
 *
 * @param document the signed bytes, as text
 * @param signature Ed25519, Base64
 */
public record SignedCheckpoint(
        Checkpoint checkpoint, String document, String keyId, String signature) {
    static SignedCheckpoint sign(Checkpoint checkpoint, SigningKey key) {
        var document = checkpoint.document();
        return new SignedCheckpoint(
                checkpoint,
                new String(document, StandardCharsets.UTF_8),
                key.id(),
                Base64.getEncoder().encodeToString(key.sign(document)));
    }

    /** Empty when the document is no checkpoint. */
    static Optional<SignedCheckpoint> of(String document, String keyId, String signature) {
        try {
            var checkpoint = Checkpoint.of(document.getBytes(StandardCharsets.UTF_8));
            return Optional.of(new SignedCheckpoint(checkpoint, document, keyId, signature));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    /** What is left of a row that somebody altered beyond recognition. */
    static SignedCheckpoint unreadable(
            long number, String document, String keyId, String signature) {
        var nothing =
                new Checkpoint(
                        number,
                        "",
                        0,
                        0,
                        0,
                        ChainHash.NONE,
                        ChainHash.NONE,
                        Instant.EPOCH,
                        ChainHash.NONE);
        return new SignedCheckpoint(nothing, document, keyId, signature);
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

    static Optional<SignedCheckpoint> ofFile(String text) {
        var lines = text.split("\n", -1);
        var signed = lines.length < 2 ? new String[0] : lines[1].split(" ", -1);
        return signed.length == 2 ? of(lines[0], signed[0], signed[1]) : Optional.empty();
    }
}
