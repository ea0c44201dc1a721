package org.passerelle.moodle.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.passerelle.learning.ReadOutcome;

/** Counts what one reading met, and judges whether it may be called whole. */
final class Tally {
    private final Map<String, Integer> warnings = new TreeMap<>();
    private int rows;
    private int unreadable;
    private int unknownPersons;

    void rows(int more) {
        rows += more;
    }

    void unreadable() {
        unreadable++;
    }

    void warned(String code) {
        warnings.merge(code, 1, Integer::sum);
    }

    void unknownPerson() {
        unknownPersons++;
    }

    int unknownPersons() {
        return unknownPersons;
    }

    ReadOutcome outcome(boolean more) {
        List<String> reasons = new ArrayList<>();
        if (unreadable > 0) {
            reasons.add(unreadable + " rows could not be read");
        }
        if (unknownPersons > 0) {
            reasons.add(unknownPersons + " persons are not known to the platform");
        }
        warnings.forEach((code, times) -> reasons.add("the platform warned " + code + ", " + times + " times"));
        return reasons.isEmpty() ? new ReadOutcome.Page(rows, more) : new ReadOutcome.Partial(rows, more, reasons);
    }
}
