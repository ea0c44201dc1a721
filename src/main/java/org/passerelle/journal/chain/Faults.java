package org.passerelle.journal.chain;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Collects what a verification finds; the first hundred in full, the rest as a number. */
final class Faults {
    private static final int KEPT = 100;
    private static final Set<Fault.Kind> OF_ENTRIES =
            EnumSet.of(
                    Fault.Kind.CHANGED,
                    Fault.Kind.REORDERED,
                    Fault.Kind.FORKED,
                    Fault.Kind.REMOVED);

    private final List<Fault> first = new ArrayList<>();
    private final boolean[] broken = new boolean[2];
    private final long[] count = new long[1];

    /** The same deed seen from two sides is one fault. */
    void add(Fault.Kind kind, long sequence, String what) {
        if (first.stream().anyMatch(it -> it.kind() == kind && it.sequence() == sequence)) {
            return;
        }
        count[0]++;
        broken[0] |= kind.breaksIntactness();
        broken[1] |= kind.breaksCompleteness();
        if (first.size() < KEPT) {
            first.add(new Fault(kind, sequence, what));
        }
    }

    /** Whether a fault of the chain itself shows within these places. */
    boolean anyWithin(long from, long to) {
        return first.stream()
                .filter(fault -> OF_ENTRIES.contains(fault.kind()))
                .anyMatch(fault -> fault.sequence() >= from && fault.sequence() <= to);
    }

    long count() {
        return count[0];
    }

    boolean intact() {
        return !broken[0];
    }

    boolean complete() {
        return !broken[1];
    }

    List<Fault> first() {
        return List.copyOf(first);
    }
}
