package org.passerelle.policy;

import java.util.regex.Pattern;

/**
 * The key of a recipient role in a policy pack: {@code training-coordinator}, {@code funder}. Not a
 * sign-in role of our own accounts.
 */
public record RoleKey(String value) implements Comparable<RoleKey> {
    private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9-]{0,63}");

    /** The bridge itself: polls, stores and replays; it reads for no person. */
    public static final RoleKey BRIDGE = new RoleKey("bridge");

    public RoleKey {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "recipient role '" + value + "' must be kebab-case, at most 64 characters");
        }
    }

    @Override
    public int compareTo(RoleKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
