package org.passerelle.journal.chain;

import java.util.List;

/**
 * What a verification says.
 *
 * @param intact every entry that is there is what was written, in its place
 * @param complete none is missing, as far as the checkpoints of the second place reach
 * @param faults the first hundred
 * @param faultsInAll how many there are
 */
public record Verification(
        boolean intact, boolean complete, List<Fault> faults, long faultsInAll, Extent extent) {
    public Verification {
        faults = List.copyOf(faults);
    }

    /**
     * What was looked at.
     *
     * @param first place, 0 when there is none
     * @param checkpoints of the second place that were compared
     * @param provedUpTo the last place that a checkpoint of the second place covers
     * @param waiting entries without a place yet
     */
    public record Extent(
            long entries, long first, long last, long checkpoints, long provedUpTo, long waiting) {}

    static Verification of(Faults faults, Extent extent) {
        return new Verification(
                faults.intact(), faults.complete(), faults.first(), faults.count(), extent);
    }

    /** Nothing at all was found. */
    public boolean clean() {
        return faultsInAll == 0;
    }
}
