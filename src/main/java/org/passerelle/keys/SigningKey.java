package org.passerelle.keys;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;

/** Signs evidence with Ed25519 over the exact bytes. It never prints. */
public final class SigningKey {
    private final String id;
    private final PrivateKey key;

    SigningKey(String id, PrivateKey key) {
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
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK lacks Ed25519", e);
        }
    }

    @Override
    public String toString() {
        return "signing key " + id;
    }
}
