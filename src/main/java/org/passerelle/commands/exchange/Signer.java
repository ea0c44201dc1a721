package org.passerelle.commands.exchange;

import java.util.Base64;
import org.passerelle.keys.SigningKey;

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

    private final SigningKey key;

    Signer(SigningKey key) {
        this.key = key;
    }

    public SignedMessage sign(byte[] body) {
        return new SignedMessage(
                body, key.id(), Base64.getEncoder().encodeToString(key.sign(body)));
    }

    @Override
    public String toString() {
        return key.toString();
    }
}
