package org.passerelle.personaldata;

import java.util.regex.Pattern;

/** The key of a platform, unique over all organisations. */
public record PlatformKey(String value) implements Comparable<PlatformKey> {
    private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    public PlatformKey {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "platform key '"
                            + value
                            + "' must be lower-case letters, digits and hyphens, at most 64 characters");
        }
    }

    @Override
    public int compareTo(PlatformKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
