package org.passerelle.policy;

/** The key of a purpose in a policy pack (GDPR Art. 5(1)(b)). */
public record PurposeKey(String value) implements Comparable<PurposeKey> {
    public PurposeKey {
        if (!value.matches("[a-z][a-z0-9-]{0,63}")) {
            throw new IllegalArgumentException(
                    "purpose key '" + value + "' must be kebab-case, at most 64 characters");
        }
    }

    @Override
    public int compareTo(PurposeKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
