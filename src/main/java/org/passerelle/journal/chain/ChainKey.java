package org.passerelle.journal.chain;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of the chain: without it nobody who may write the tables can make a journal that fits. It
 * never prints.
 */
public final class ChainKey {
    private final ThreadLocal<Mac> macs;

    /**
     * @param bytes 32 random bytes, a key of its own: a new master key changes nothing here
     */
    public ChainKey(byte[] bytes) {
        if (bytes.length != 32) {
            throw new IllegalArgumentException("a chain key has 32 bytes, not " + bytes.length);
        }
        var key = new SecretKeySpec(bytes, "HmacSHA256");
        macs = ThreadLocal.withInitial(() -> mac(key));
    }

    ChainHash hash(byte[] canonical) {
        return ChainHash.of(macs.get().doFinal(canonical));
    }

    /** Seals where the chain ends. */
    ChainHash seal(long sequence, ChainHash head) {
        return hash(("head " + sequence + " " + head).getBytes(StandardCharsets.US_ASCII));
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
        return "chain key ***";
    }
}
