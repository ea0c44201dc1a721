package org.passerelle.keys;

import java.util.Map;
import java.util.Set;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * The public keys whose signatures count; several while keys are rotated.
 *
 * <p>Checked by Bouncy Castle, which takes a tenth of the JDK's time for the same Ed25519 (RFC
 * 8032): the JDK's was half of all the work on a command, see docs/decisions/0053.
 */
public final class PublicKeys {
    private final Map<String, Ed25519PublicKeyParameters> keys;

    PublicKeys(Map<String, Ed25519PublicKeyParameters> keys) {
        this.keys = Map.copyOf(keys);
    }

    public Set<String> ids() {
        return keys.keySet();
    }

    /** Whether the key of this id is known and signed exactly these bytes. */
    public boolean confirm(String id, byte[] message, byte[] signature) {
        var key = keys.get(id);
        if (key == null) {
            return false;
        }
        var check = new Ed25519Signer();
        check.init(false, key);
        check.update(message, 0, message.length);
        return check.verifySignature(signature);
    }
}
