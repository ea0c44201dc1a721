package org.passerelle.disclosure.exports;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The known words that somebody may have meant by an unknown one. */
final class Nearest {
    private static final int MOST = 3;

    private Nearest() {}

    /** At most three, nearest first; words that are equally near in the order of the alphabet. */
    static List<String> to(String wanted, Collection<String> known) {
        var small = wanted.toLowerCase(Locale.ROOT);
        return known.stream()
                .sorted(
                        Comparator.comparingInt(
                                        (String word) ->
                                                distance(small, word.toLowerCase(Locale.ROOT)))
                                .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
    }

    /** Letters to add, to take out or to change (Levenshtein). */
    private static int distance(String one, String other) {
        int[] before = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1] + 1, before[j] + 1), before[j - 1] + change);
            }
            before = row;
        }
        return before[other.length()];
    }
}
