package org.passerelle.failures;

import java.util.List;

/**
 * What a person asks to be sent again.
 *
 * @param actor the account's name
 */
public record ReplayOrder(Selection what, String actor, Pace pace, boolean skipSuperseded) {

    /** Some messages, or all unresolved ones of one cause. */
    public sealed interface Selection {
        record Numbers(List<Long> numbers) implements Selection {
            public Numbers {
                numbers = List.copyOf(numbers);
            }
        }

        record WholeGroup(String key) implements Selection {}
    }

    /**
     * How many messages are under way before the next ones leave: {@code first}, then {@code
     * factor} times as many in each stage. A stage begins when the one before has ended well.
     */
    public record Pace(int first, int factor) {
        /** 1, 5, 25, 125, … */
        public static final Pace RAMP = new Pace(1, 5);

        public static final Pace ONE_BY_ONE = new Pace(1, 1);

        private static final int MOST_AT_ONCE = 1000;

        public Pace {
            if (first < 1 || first > MOST_AT_ONCE || factor < 1 || factor > 10) {
                throw new IllegalArgumentException(
                        "a pace begins with 1 to "
                                + MOST_AT_ONCE
                                + " messages and grows 1 to 10 times");
            }
        }

        int after(int stage) {
            return stage == 0 ? first : (int) Math.min((long) stage * factor, MOST_AT_ONCE);
        }
    }
}
