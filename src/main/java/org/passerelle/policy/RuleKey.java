package org.passerelle.policy;

/**
 * The key of one rule in a policy pack, as cited by decisions: {@code retention/learning-space}.
 */
public record RuleKey(String value) implements Comparable<RuleKey> {
    public RuleKey {
        if (!wellFormed(value)) {
            throw new IllegalArgumentException(
                    "rule key '" + value + "' must be kebab-case, at most 128 characters");
        }
    }

    /** A letter, then letters, digits and / . - ; looked at by hand, since keys are made often. */
    private static boolean wellFormed(String value) {
        if (value.isEmpty() || value.length() > 128 || !isLetter(value.charAt(0))) {
            return false;
        }
        for (int i = 1; i < value.length(); i++) {
            char next = value.charAt(i);
            boolean other = (next >= '0' && next <= '9') || "/.-".indexOf(next) >= 0;
            if (!isLetter(next) && !other) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(char one) {
        return one >= 'a' && one <= 'z';
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
