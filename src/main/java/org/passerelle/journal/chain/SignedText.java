package org.passerelle.journal.chain;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.passerelle.keys.PublicKeys;
import org.passerelle.keys.SigningKey;

/**
 * A document of the journal and who signed it.
 *
 * @param document the signed bytes, as text on one line
 * @param signature Ed25519, Base64
 */
record SignedText(String document, String keyId, String signature) {
    static SignedText sign(byte[] document, SigningKey key) {
        return new SignedText(
                new String(document, StandardCharsets.UTF_8),
                key.id(),
                Base64.getEncoder().encodeToString(key.sign(document)));
    }

    boolean isGenuine(PublicKeys keys) {
        try {
            return keys.confirm(keyId, bytes(), Base64.getDecoder().decode(signature));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    byte[] bytes() {
        return document.getBytes(StandardCharsets.UTF_8);
    }

    ChainHash digest() {
        return ChainHash.digest(bytes());
    }

    /** The file: the document on one line, key id and signature on the next. */
    String file() {
        return document + "\n" + keyId + " " + signature + "\n";
    }

    static Optional<SignedText> ofFile(String text) {
        var lines = text.split("\n", -1);
        var signed = lines.length < 2 ? new String[0] : lines[1].split(" ", -1);
        return signed.length == 2
                ? Optional.of(new SignedText(lines[0], signed[0], signed[1]))
                : Optional.empty();
    }
}
