package org.passerelle.journal.chain;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** 32 bytes of SHA-256, keyed or not; prints as hexadecimal digits. */
public final class ChainHash {
    /** What the first entry of all follows. */
    public static final ChainHash NONE = new ChainHash(new byte[32]);

    private final byte[] bytes;

    private ChainHash(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * @param bytes of another length stand for a hash that fits nothing
     */
    public static ChainHash of(byte[] bytes) {
        return new ChainHash(bytes.clone());
    }

    public static ChainHash ofHex(String hex) {
        return new ChainHash(HexFormat.of().parseHex(hex));
    }

    /** SHA-256, not keyed. */
    public static ChainHash digest(byte[]... parts) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                sha.update(part);
            }
            return new ChainHash(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JDK lacks SHA-256", e);
        }
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ChainHash that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
