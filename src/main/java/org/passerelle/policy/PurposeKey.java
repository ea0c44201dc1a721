package org.passerelle.policy;

import java.util.regex.Pattern;

/** The key of a purpose in a policy pack (GDPR Art. 5(1)(b)). */
public record PurposeKey(String value) implements Comparable<PurposeKey> {
    private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9-]{0,63}");

    public PurposeKey {
        if (!SHAPE.matcher(value).matches()) {
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
