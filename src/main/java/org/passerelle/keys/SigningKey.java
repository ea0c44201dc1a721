package org.passerelle.keys;

import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * Signs commands and evidence with Ed25519 over the exact bytes. It never prints.
 *
 * <p>By Bouncy Castle, as {@link PublicKeys} says why.
 */
public final class SigningKey {
    private final String id;
    private final Ed25519PrivateKeyParameters key;

    SigningKey(String id, Ed25519PrivateKeyParameters key) {
        this.id = id;
        this.key = key;
    }

    /** The first 16 hexadecimal digits of SHA-256 over the public key; its file is named so. */
    public String id() {
        return id;
    }

    /**
     * @return 64 bytes
     */
    public byte[] sign(byte[] message) {
        var signature = new Ed25519Signer();
        signature.init(true, key);
        signature.update(message, 0, message.length);
        return signature.generateSignature();
    }

    @Override
    public String toString() {
        return "signing key " + id;
    }
}
