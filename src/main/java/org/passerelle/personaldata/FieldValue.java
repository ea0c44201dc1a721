package org.passerelle.personaldata;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * One value of a person's record. It never prints what it holds.
 *
 * <p>Null, absent, zero and not-graded are four things: an absent field has no entry in the record,
 * {@link Nothing} says that the platform answered {@code null}, {@link NotGraded} that a grade is
 * due but was not given, and zero is a {@link Number}.
 */
public sealed interface FieldValue {
    record Text(String value) implements FieldValue {
        @Override
        public String toString() {
            return HIDDEN;
        }
    }

    /** Compared by value: 12 and 12.00 are equal. */
    record Number(BigDecimal value) implements FieldValue {
        public Number {
            value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        }

        @Override
        public String toString() {
            return HIDDEN;
        }
    }

    record Flag(boolean value) implements FieldValue {
        @Override
        public String toString() {
            return HIDDEN;
        }
    }

    /**
     * An instant in UTC. Moodle's 0 ("never") is not a moment; the mapping makes it {@link
     * Nothing}.
     */
    record Moment(Instant value) implements FieldValue {
        @Override
        public String toString() {
            return HIDDEN;
        }
    }

    record Items(List<String> values) implements FieldValue {
        public Items {
            values = List.copyOf(values);
        }

        @Override
        public String toString() {
            return HIDDEN;
        }
    }

    record Nothing() implements FieldValue {
        @Override
        public String toString() {
            return HIDDEN;
        }
    }

    record NotGraded() implements FieldValue {
        @Override
        public String toString() {
            return HIDDEN;
        }
    }

    /** What every value prints. */
    String HIDDEN = "***";
}
