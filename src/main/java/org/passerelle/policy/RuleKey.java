package org.passerelle.policy;

/**
 * The key of one rule in a policy pack, as cited by decisions: {@code retention/learning-space}.
 */
public record RuleKey(String value) implements Comparable<RuleKey> {
    public RuleKey {
        if (!value.matches("[a-z][a-z0-9/.-]{0,127}")) {
            throw new IllegalArgumentException(
                    "rule key '" + value + "' must be kebab-case, at most 128 characters");
        }
    }

    @Override
    public int compareTo(RuleKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
