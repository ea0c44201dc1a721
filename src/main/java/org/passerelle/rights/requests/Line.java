package org.passerelle.rights.requests;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.passerelle.personaldata.DataCategory;

/**
 * What happens to one category of the person's data, and why.
 *
 * @param because a code of {@code config/rights/grounds.yaml}; empty text where nothing is kept
 * @param until last day on which it is kept; empty where nothing is kept or no date is known
 * @param rule the row of the pack it follows from; empty text where a person decided otherwise
 */
public record Line(
        DataCategory category,
        Verdict verdict,
        String because,
        Optional<LocalDate> until,
        String rule) {
    public Line {
        if (verdict == Verdict.ERASE_NOW && (!because.isEmpty() || until.isPresent())) {
            throw new IllegalArgumentException(
                    category.key() + " is erased now: it is not kept for a reason or until a day");
        }
        if (verdict == Verdict.ARCHIVE && (because.isEmpty() || until.isEmpty())) {
            throw new IllegalArgumentException(
                    category.key() + " is archived: say until when, and because of what");
        }
        if (verdict == Verdict.REFUSE && because.isEmpty()) {
            throw new IllegalArgumentException(category.key() + " is refused: say why");
        }
        if (!rule.matches("([a-z][a-z0-9/.-]{0,127})?")) {
            throw new IllegalArgumentException(
                    "a rule is a key of the pack such as retention/learning-records, no free text");
        }
        if (!because.matches("([a-z][a-z0-9-]{0,63})?")) {
            throw new IllegalArgumentException(
                    "a reason is a code in kebab-case such as funder-proof, no free text");
        }
    }

    public enum Verdict {
        ERASE_NOW,
        ARCHIVE,
        REFUSE,
        /** The pack gives no answer: a person has to. */
        UNDECIDED;

        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Optional<Verdict> of(String key) {
            return Arrays.stream(values()).filter(one -> one.key().equals(key)).findFirst();
        }

        public static String keys() {
            return Arrays.stream(values())
                    .filter(one -> one != UNDECIDED)
                    .map(Verdict::key)
                    .collect(Collectors.joining(", "));
        }
    }
}
