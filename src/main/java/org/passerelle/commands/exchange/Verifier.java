package org.passerelle.commands.exchange;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Knows the public keys whose signatures count. Several are valid at once while keys are rotated.
 */
public final class Verifier {
    private final Map<String, PublicKey> keys;

    Verifier(Map<String, PublicKey> keys) {
        this.keys = Map.copyOf(keys);
    }

    /**
     * @return empty when a known key signed exactly these bytes; otherwise why not, without content
     */
    public Optional<String> objection(Map<String, String> headers, byte[] body) {
        var keyId = Optional.ofNullable(headers.get(Signer.KEY_ID_HEADER));
        var signature = Optional.ofNullable(headers.get(Signer.SIGNATURE_HEADER));
        if (keyId.isEmpty() || signature.isEmpty()) {
            return Optional.of("unsigned");
        }
        var key = keyId.map(keys::get);
        if (key.isEmpty()) {
            return Optional.of("unknown-key");
        }
        return genuine(key.get(), signature.get(), body)
                ? Optional.empty()
                : Optional.of("altered");
    }

    private static boolean genuine(PublicKey key, String signature, byte[] body) {
        try {
            var check = Signature.getInstance("Ed25519");
            check.initVerify(key);
            check.update(body);
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}
