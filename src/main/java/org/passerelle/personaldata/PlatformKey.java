package org.passerelle.personaldata;

/** The key of a platform, unique over all organisations. */
public record PlatformKey(String value) implements Comparable<PlatformKey> {
    public PlatformKey {
        if (!value.matches("[a-z0-9][a-z0-9-]{0,63}")) {
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
