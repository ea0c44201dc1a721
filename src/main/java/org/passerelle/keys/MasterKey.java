package org.passerelle.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What comes of the first master key and outlives its rotations: it seals what belongs to no
 * subject, and keys the look-up hashes. Wrapping keys is the part of {@link MasterKeys}.
 *
 * <p>Every use has a key of its own, derived by HMAC-SHA-256 over the use's name. It never prints.
 */
public final class MasterKey {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int SECRET_BYTES = 32;

    private static final ThreadLocal<Cipher> CIPHERS = ThreadLocal.withInitial(MasterKey::cipher);

    private final ThreadLocal<Mac> lookupMacs;
    private final byte[] secrets;
    private final SecretKeySpec system;
    private final SecureRandom random;

    private MasterKey(byte[] secrets, SecureRandom random) {
        this.secrets = secrets;
        this.random = random;
        var lookup = new SecretKeySpec(secrets, 0, SECRET_BYTES, "HmacSHA256");
        // Making one costs more than using it, and every record of every poll uses it twice.
        lookupMacs = ThreadLocal.withInitial(() -> mac(lookup));
        system = new SecretKeySpec(secrets, SECRET_BYTES, SECRET_BYTES, "AES");
    }

    /** The look-up key and the system key that a first master key gives: 64 bytes. */
    static byte[] secretsOf(byte[] master) {
        if (master.length != SECRET_BYTES) {
            throw new IllegalArgumentException("a master key has 32 bytes, not " + master.length);
        }
        var both = Arrays.copyOf(derive(master, "lookup"), 2 * SECRET_BYTES);
        System.arraycopy(derive(master, "system"), 0, both, SECRET_BYTES, SECRET_BYTES);
        return both;
    }

    static MasterKey ofSecrets(byte[] secrets, SecureRandom random) {
        return new MasterKey(secrets.clone(), random);
    }

    /** To be wrapped under another master key. */
    byte[] secrets() {
        return secrets.clone();
    }

    /**
     * Keyed hash of parts, for look-ups and content comparison: 32 bytes. Parts are
     * length-prefixed.
     */
    public byte[] hash(String... parts) {
        var mac = lookupMacs.get();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            mac.update(
                    new byte[] {
                        (byte) (bytes.length >>> 24),
                        (byte) (bytes.length >>> 16),
                        (byte) (bytes.length >>> 8),
                        (byte) bytes.length
                    });
            mac.update(bytes);
        }
        return mac.doFinal();
    }

    /** The first 16 bytes of {@link #hash}: enough for keys and content hashes. */
    public byte[] shortHash(String... parts) {
        return Arrays.copyOf(hash(parts), 16);
    }

    /**
     * Seals what belongs to no single subject: pending facts, bodies of failed messages without
     * one.
     */
    public byte[] seal(byte[] clear) {
        return seal(system, clear, random);
    }

    /** Empty when the bytes were not sealed by this key or were altered. */
    public Optional<byte[]> open(byte[] sealed) {
        return open(system, sealed);
    }

    private static Cipher cipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK lacks AES-GCM", e);
        }
    }

    static byte[] seal(SecretKeySpec key, byte[] clear, SecureRandom random) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var cipher = CIPHERS.get();
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
            byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + cipher.getOutputSize(clear.length));
            cipher.doFinal(clear, 0, clear.length, sealed, NONCE_BYTES);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK lacks AES-GCM", e);
        }
    }

    static Optional<byte[]> open(SecretKeySpec key, byte[] sealed) {
        if (sealed.length < NONCE_BYTES + TAG_BITS / 8) {
            return Optional.empty();
        }
        try {
            var cipher = CIPHERS.get();
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    key,
                    new GCMParameterSpec(TAG_BITS, sealed, 0, NONCE_BYTES));
            return Optional.of(cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    static byte[] derive(byte[] key, String use) {
        return mac(new SecretKeySpec(key, "HmacSHA256"))
                .doFinal(use.getBytes(StandardCharsets.UTF_8));
    }

    private static Mac mac(SecretKeySpec key) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK lacks HmacSHA256", e);
        }
    }

    @Override
    public String toString() {
        return "master key ***";
    }
}
