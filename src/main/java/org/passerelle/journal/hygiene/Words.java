package org.passerelle.journal.hygiene;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** A text as words without case and accents, as people and programs write one name in many ways. */
final class Words {
    /** Names of fields, which stand between given and family name in a JSON text. */
    private static final Set<String> LABELS =
            Set.of("firstname", "lastname", "fullname", "name", "nom", "prenom", "value", "text");

    private static final Pattern NOT_A_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern NOT_A_KEY = Pattern.compile("[\\s&?\"'<>(){}\\[\\],;=|\\\\]+");
    private static final Pattern ESCAPED = Pattern.compile("\\\\u([0-9a-fA-F]{4})");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private Words() {}

    /** Letters and digits only. */
    static List<String> of(String text) {
        var words = new ArrayList<String>();
        for (String word : NOT_A_WORD.split(plain(text))) {
            if (!word.isEmpty() && !LABELS.contains(word)) {
                words.add(word);
            }
        }
        return words;
    }

    /** What stands between spaces, quotes and brackets: addresses, numbers, tokens in one piece. */
    static List<String> keys(String text) {
        var keys = new ArrayList<String>();
        for (String key : NOT_A_KEY.split(plain(text))) {
            var bare = bare(key);
            if (bare.length() >= KnownMarks.SHORTEST_KEY) {
                keys.add(bare);
            }
        }
        return keys;
    }

    static String plain(String text) {
        var unescaped =
                text.contains("\\u")
                        ? ESCAPED.matcher(text)
                                .replaceAll(
                                        found ->
                                                java.util.regex.Matcher.quoteReplacement(
                                                        Character.toString(
                                                                Integer.parseInt(
                                                                        found.group(1), 16))))
                        : text;
        var decomposed = Normalizer.normalize(unescaped, Normalizer.Form.NFD);
        return MARKS.matcher(decomposed).replaceAll("").toLowerCase(Locale.ROOT);
    }

    /** Without the punctuation of a sentence around it. */
    private static String bare(String key) {
        int from = 0;
        int to = key.length();
        while (from < to && isEdge(key.charAt(from))) {
            from++;
        }
        while (to > from && isEdge(key.charAt(to - 1))) {
            to--;
        }
        return key.substring(from, to);
    }

    private static boolean isEdge(char sign) {
        return sign == '.' || sign == ':' || sign == '!' || sign == '?' || sign == '/';
    }
}
