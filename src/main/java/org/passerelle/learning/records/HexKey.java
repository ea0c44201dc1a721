package org.passerelle.learning.records;

import java.util.Arrays;
import java.util.HexFormat;

/** Bytes that can be looked up: a keyed hash or the bytes of a pseudonym. */
public final class HexKey implements Comparable<HexKey> {
    private final byte[] bytes;

    public HexKey(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public int compareTo(HexKey other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HexKey that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Lower-case hexadecimal digits. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
