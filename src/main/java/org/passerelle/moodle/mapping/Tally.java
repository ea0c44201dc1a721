package org.passerelle.moodle.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.passerelle.learning.ReadOutcome;

/** Counts what one reading met, and judges whether it may be called whole. */
final class Tally {
    private final Map<String, Integer> warnings = new TreeMap<>();
    private final AtomicInteger rows = new AtomicInteger();
    private final AtomicInteger unreadable = new AtomicInteger();
    private final AtomicInteger unknownPersons = new AtomicInteger();

    void rows(int more) {
        rows.addAndGet(more);
    }

    void unreadable() {
        unreadable.incrementAndGet();
    }

    void warned(String code) {
        warnings.merge(code, 1, Integer::sum);
    }

    void unknownPerson() {
        unknownPersons.incrementAndGet();
    }

    int unknownPersons() {
        return unknownPersons.get();
    }

    ReadOutcome outcome(boolean more) {
        List<String> reasons = new ArrayList<>();
        if (unreadable.get() > 0) {
            reasons.add(unreadable + " rows could not be read");
        }
        if (unknownPersons.get() > 0) {
            reasons.add(unknownPersons + " persons are not known to the platform");
        }
        warnings.forEach(
                (code, times) ->
                        reasons.add("the platform warned " + code + ", " + times + " times"));
        return reasons.isEmpty()
                ? new ReadOutcome.Page(rows.get(), more)
                : new ReadOutcome.Partial(rows.get(), more, reasons);
    }
}
