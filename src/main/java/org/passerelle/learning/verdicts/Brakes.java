package org.passerelle.learning.verdicts;

import java.util.List;
import java.util.Optional;
import org.passerelle.learning.runs.RunHold;

/**
 * Keeps a fault of the platform from looking like an absence. Only records that were present in the
 * last complete run count: what already missed one run was weighed then.
 */
final class Brakes {
    /** A drop of so many records is ordinary however few there are. */
    private static final long ORDINARY_DROP = 20;

    private Brakes() {}

    /**
     * One course's records, or the site's where there are no courses.
     *
     * @param known present and seen by the last complete run
     * @param missing of those, not seen now
     * @param missingAgain missed by the last complete run, and by this one too
     */
    record Tally(long course, long known, long missing, long missingAgain) {
        boolean complete() {
            return missing + missingAgain == 0;
        }
    }

    /** A brake that trips, and why. */
    record Braked(RunHold.Cause cause, String reason) {}

    /** Empty when the brakes agree that what is missing may be gone. */
    static Optional<Braked> judge(List<Tally> tallies, long rowsRead) {
        long known = tallies.stream().mapToLong(Tally::known).sum();
        long missing = tallies.stream().mapToLong(Tally::missing).sum();
        if (rowsRead == 0 && known > 0) {
            return Optional.of(
                    new Braked(
                            RunHold.Cause.EMPTY,
                            "the platform answered nothing where " + known + " records are known"));
        }
        if (missing > Math.max(known / 10.0, ORDINARY_DROP)) {
            return Optional.of(
                    new Braked(
                            RunHold.Cause.DROP,
                            missing + " of " + known + " records are missing at once"));
        }
        return tallies.stream()
                .filter(tally -> tally.missing() == tally.known() && tally.known() > ORDINARY_DROP)
                .findFirst()
                .map(
                        tally ->
                                new Braked(
                                        RunHold.Cause.EMPTY,
                                        "course "
                                                + tally.course()
                                                + " answered nothing where "
                                                + tally.known()
                                                + " records are known"));
    }
}
