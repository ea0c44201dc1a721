package org.passerelle.keys;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;

/** One version of the master key, as far as it wraps other keys. It never prints. */
final class WrappingKey {
    private final int version;
    private final SecretKeySpec wrapping;
    private final SecureRandom random;

    /**
     * @param master 32 bytes
     */
    WrappingKey(int version, byte[] master, SecureRandom random) {
        this.version = version;
        this.wrapping = new SecretKeySpec(MasterKey.derive(master, "wrapping"), "AES");
        this.random = random;
    }

    /** Recognises a master key without telling anything of it: 16 bytes. */
    static byte[] fingerprint(byte[] master) {
        return Arrays.copyOf(MasterKey.derive(master, "fingerprint"), 16);
    }

    int version() {
        return version;
    }

    byte[] wrap(byte[] key) {
        return MasterKey.seal(wrapping, key, random);
    }

    /** Empty when another version wrapped it, or when it was altered. */
    Optional<byte[]> unwrap(byte[] wrapped) {
        return MasterKey.open(wrapping, wrapped);
    }

    @Override
    public String toString() {
        return "master key " + version + " ***";
    }
}
