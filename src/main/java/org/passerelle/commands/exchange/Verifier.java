package org.passerelle.commands.exchange;

import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * Knows the public keys whose signatures count. Several are valid at once while keys are rotated.
 *
 * <p>Checked by Bouncy Castle, which takes a tenth of the JDK's time for the same Ed25519 (RFC
 * 8032): the JDK's was half of all the work on a command, see docs/decisions/0053.
 */
public final class Verifier {
    private final Map<String, Ed25519PublicKeyParameters> keys;

    Verifier(Map<String, Ed25519PublicKeyParameters> keys) {
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

    private static boolean genuine(Ed25519PublicKeyParameters key, String signature, byte[] body) {
        try {
            var check = new Ed25519Signer();
            check.init(false, key);
            check.update(body, 0, body.length);
            return check.verifySignature(Base64.getDecoder().decode(signature));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
