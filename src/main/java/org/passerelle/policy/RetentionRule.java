package org.passerelle.policy;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.personaldata.DataCategory;

/**
 * One row of a retention table: active, archived, final (UPR-40 to UPR-46).
 *
 * @param categories what the row keeps; with {@code ACCOUNT} among them it governs the account on
 *     the platform
 * @param outside why the row stands here for the register only and is not followed on the platform
 * @param archive only with a reason code (UPR-43)
 */
public record RetentionRule(
        RuleKey key,
        LegalBasis basis,
        Set<PurposeKey> purposes,
        Set<DataCategory> categories,
        ActiveSpan active,
        Optional<ArchiveSpan> archive,
        Ending ending,
        List<Overlay> overlays,
        Optional<String> outside,
        Citation citation) {
    public RetentionRule {
        purposes = Set.copyOf(purposes);
        categories = Set.copyOf(categories);
        overlays = List.copyOf(overlays);
    }

    /** Whether its end is the end of the account on the platform. */
    public boolean governsAccount() {
        return categories.contains(DataCategory.ACCOUNT) && outside.isEmpty();
    }

    /**
     * @param from facts that start the period, put together by {@code combine}
     * @param fallbacks in order, for subjects of whom none of {@code from} is known
     */
    public record ActiveSpan(
            List<FactKey> from, Combine combine, Period period, List<Fallback> fallbacks) {
        public ActiveSpan {
            from = List.copyOf(from);
            fallbacks = List.copyOf(fallbacks);
            if (from.isEmpty()) {
                throw new IllegalArgumentException("a period needs a fact that starts it");
            }
            from.stream()
                    .filter(key -> key.use() != FactKey.Use.STARTS)
                    .findFirst()
                    .ifPresent(
                            key -> {
                                throw new IllegalArgumentException(
                                        key.key() + " must not start a retention period");
                            });
        }
    }

    /** Which of several known start facts counts (LINT-12). */
    public enum Combine {
        LATEST,
        EARLIEST
    }

    /**
     * @param period its own, at least one year: what it starts from is only a guess
     */
    public record Fallback(FactKey from, Period period) {
        private static final LocalDate ANY_DAY = LocalDate.of(2023, 3, 1);

        public Fallback {
            if (from.use() == FactKey.Use.NEVER) {
                throw new IllegalArgumentException(
                        from.key() + " must not start a retention period, not even as a fallback");
            }
            if (!isLongEnough(period)) {
                throw new IllegalArgumentException(
                        "the fallback from " + from.key() + " needs a period of at least one year");
            }
        }

        /** Whether a period is at least one year on the calendar. */
        public static boolean isLongEnough(Period period) {
            return !ANY_DAY.plus(period).isBefore(ANY_DAY.plusYears(1));
        }
    }

    public record ArchiveSpan(Period period, String reason) {}

    /**
     * @param proposeAfter days between the end of retention and the proposal to erase, never the
     *     day of the suspension
     */
    public record Ending(FinalStep step, AtEndOfActive atEndOfActive, Period proposeAfter) {}

    /** What happens on the platform when ACTIVE ends. */
    public enum AtEndOfActive {
        SUSPEND_ACCOUNT,
        NOTHING
    }
}
