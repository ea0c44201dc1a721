package org.passerelle.personaldata;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The pseudonym of a data subject: 128 random bits.
 *
 * <p>Its only link to a person is the {@code subjects} table; it may be printed, logged and queued.
 * Source: GDPR Art. 4(5).
 */
public record SubjectId(long high, long low) implements Comparable<SubjectId> {
    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{32}");

    public static SubjectId random(SecureRandom random) {
        return new SubjectId(random.nextLong(), random.nextLong());
    }

    /** Reads the 16 bytes of {@link #bytes()}. */
    public static SubjectId of(byte[] bytes) {
        if (bytes.length != 16) {
            throw new IllegalArgumentException("a subject id has 16 bytes, not " + bytes.length);
        }
        var buffer = ByteBuffer.wrap(bytes);
        return new SubjectId(buffer.getLong(), buffer.getLong());
    }

    /** Reads the 32 hexadecimal digits of {@link #toString()}. */
    public static SubjectId of(String hex) {
        if (!SHAPE.matcher(hex).matches()) {
            throw new IllegalArgumentException("a subject id has 32 lower-case hexadecimal digits");
        }
        return of(HexFormat.of().parseHex(hex));
    }

    public byte[] bytes() {
        return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    }

    @Override
    public int compareTo(SubjectId other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes());
    }
}
