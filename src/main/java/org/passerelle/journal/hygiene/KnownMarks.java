package org.passerelle.journal.hygiene;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.passerelle.personaldata.FieldValue;

/**
 * The marks of everybody as 64-bit hashes: a hundred thousand people need some megabytes, and no
 * name lies in memory. A false match happens once in billions of words.
 */
final class KnownMarks {
    /** Shorter keys are ordinary words and numbers. */
    static final int SHORTEST_KEY = 5;

    private static final int LONGEST_NAME = 6;
    private static final long PRIME = 1_099_511_628_211L;
    private static final long START = -3_750_763_034_362_895_579L;

    private final long[] names;
    private final long[] keys;
    private final long[] secrets;

    private KnownMarks(long[] names, long[] keys, long[] secrets) {
        this.names = names;
        this.keys = keys;
        this.secrets = secrets;
    }

    static KnownMarks of(KnownPeople people) {
        var names = new HashList();
        var keys = new HashList();
        var secrets = new HashList();
        people.read(
                marks -> {
                    var name = words(marks.name());
                    if (marks.name().size() >= 2 && name.size() >= 2) {
                        names.add(hash(name));
                        names.add(hash(words(marks.name().reversed())));
                    }
                    marks.keys().forEach(key -> addKey(keys, key));
                    marks.secrets().forEach(key -> addKey(secrets, key));
                });
        return new KnownMarks(names.sorted(), keys.sorted(), secrets.sorted());
    }

    private static void addKey(HashList hashes, FieldValue.Text key) {
        var plain = Words.plain(key.value().strip());
        // A short number or word would be found in every log.
        if (plain.length() >= SHORTEST_KEY && !plain.matches("\\d{1,7}")) {
            hashes.add(hash(List.of(plain)));
        }
    }

    private static List<String> words(List<FieldValue.Text> parts) {
        return Words.of(
                parts.stream().map(FieldValue.Text::value).collect(Collectors.joining(" ")));
    }

    boolean nameIn(List<String> words) {
        for (int from = 0; from < words.size(); from++) {
            long hash = START;
            for (int length = 1;
                    length <= LONGEST_NAME && from + length <= words.size();
                    length++) {
                hash = next(hash, words.get(from + length - 1));
                if (length >= 2 && contains(names, hash)) {
                    return true;
                }
            }
        }
        return false;
    }

    boolean keyIn(List<String> found) {
        return found.stream().anyMatch(key -> contains(keys, hash(List.of(key))));
    }

    boolean secretIn(List<String> found) {
        return found.stream().anyMatch(key -> contains(secrets, hash(List.of(key))));
    }

    private static boolean contains(long[] sorted, long hash) {
        return Arrays.binarySearch(sorted, hash) >= 0;
    }

    private static long hash(List<String> words) {
        long hash = START;
        for (String word : words) {
            hash = next(hash, word);
        }
        return hash;
    }

    /** FNV-1a, with a mark at the end of each word. */
    private static long next(long hash, String word) {
        long next = hash;
        for (int i = 0; i < word.length(); i++) {
            next = (next ^ word.charAt(i)) * PRIME;
        }
        return (next ^ 0x1F) * PRIME;
    }
}
