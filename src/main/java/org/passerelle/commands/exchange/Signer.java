package org.passerelle.commands.exchange;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;

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
    private final PrivateKey key;

    Signer(String keyId, PrivateKey key) {
        this.keyId = keyId;
        this.key = key;
    }

    public SignedMessage sign(byte[] body) {
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(body);
            return new SignedMessage(
                    body, keyId, Base64.getEncoder().encodeToString(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK lacks Ed25519", e);
        }
    }

    @Override
    public String toString() {
        return "signing key " + keyId;
    }
}
