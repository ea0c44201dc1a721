package org.passerelle.journal.chain;

import java.time.Instant;
import java.util.Optional;
import org.passerelle.keys.SigningKey;

/** A checkpoint and who signed it. */
record SignedCheckpoint(Checkpoint checkpoint, SignedText signed) {
    static SignedCheckpoint sign(Checkpoint checkpoint, SigningKey key) {
        return new SignedCheckpoint(checkpoint, SignedText.sign(checkpoint.document(), key));
    }

    /** Empty when the document is no checkpoint. */
    static Optional<SignedCheckpoint> of(SignedText signed) {
        try {
            return Optional.of(new SignedCheckpoint(Checkpoint.of(signed.bytes()), signed));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    /** What is left of a row that somebody altered beyond recognition. */
    static SignedCheckpoint unreadable(long number, SignedText signed) {
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
        return new SignedCheckpoint(nothing, signed);
    }

    ChainHash digest() {
        return signed.digest();
    }

    static Optional<SignedCheckpoint> ofFile(String text) {
        return SignedText.ofFile(text).flatMap(SignedCheckpoint::of);
    }
}
