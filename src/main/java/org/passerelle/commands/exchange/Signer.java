package org.passerelle.commands.exchange;

import java.util.Base64;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * Signs with the engine's private key (Ed25519 over the exact bytes). The executor never has it.
 *
 * <p>With all roles in one process the signature protects the queue, not the process.
 */
public final class Signer {
    /** The header that names the key. */
    public static final String KEY_ID_HEADER = "key-id";

    /** The header that holds the signature, Base64. */
    public static final String SIGNATURE_HEADER = "signature";

    private final String keyId;
    private final Ed25519PrivateKeyParameters key;

    Signer(String keyId, Ed25519PrivateKeyParameters key) {
        this.keyId = keyId;
        this.key = key;
    }

    public SignedMessage sign(byte[] body) {
        var signature = new Ed25519Signer();
        signature.init(true, key);
        signature.update(body, 0, body.length);
        return new SignedMessage(
                body, keyId, Base64.getEncoder().encodeToString(signature.generateSignature()));
    }

    @Override
    public String toString() {
        return "signing key " + keyId;
    }
}
