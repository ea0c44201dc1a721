package org.passerelle.failures;

import java.util.regex.Pattern;

/**
 * The text of a cause without what tells one failure from the next: addresses, ids, numbers and
 * quoted values are replaced by placeholders, so that equal causes have equal texts and no personal
 * value is stored.
 *
 * <p>Guarantee: normalising twice changes nothing. When quotation marks do not pair up, everything
 * from the first one on is removed.
 */
public record CauseText(String value) {
    /** The longest text kept; the rest of a cause tells nothing more. */
    public static final int MAX_LENGTH = 300;

    private static final int MAX_READ = 2000;
    private static final String TEXT = "<text>";
    private static final String OPENING = "\"'`«“‘„";
    private static final String CLOSING = "\"'`»”’“";
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\s]+");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>]*@[^\\s<>]*");
    private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z+.-]{0,15}://[^\\s<>]*");
    private static final Pattern NUMBER =
            Pattern.compile("(?<![\\p{L}_-])\\p{Nd}++(?:[.,:/T-]?\\p{Nd}++)*+Z?(?![\\p{L}_-])");
    private static final Pattern ID =
            Pattern.compile("[\\p{L}\\p{M}_-]*\\p{N}[\\p{L}\\p{M}\\p{N}_-]*");
    private static final Pattern HEXADECIMAL = Pattern.compile("\\b[0-9a-fA-F]{12,}\\b");

    /** Makes the text from a raw message of any length. */
    public static CauseText of(String raw) {
        var text = raw.substring(0, Math.min(raw.length(), MAX_READ));
        // A placeholder may leave a mark that reads as an opening quotation: once more, until
        // nothing changes.
        for (var before = ""; !before.equals(text); ) {
            before = text;
            text = cut(normalised(text));
        }
        return new CauseText(text);
    }

    private static String normalised(String raw) {
        var text = CONTROLS.matcher(raw).replaceAll(" ");
        text = withoutQuoted(text);
        text = ADDRESS.matcher(text).replaceAll("<mail>");
        text = URL.matcher(text).replaceAll("<url>");
        text = HEXADECIMAL.matcher(text).replaceAll("<id>");
        text = NUMBER.matcher(text).replaceAll("<n>");
        return ID.matcher(text).replaceAll("<id>").strip();
    }

    private static String withoutQuoted(String text) {
        var kept = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int kind = OPENING.indexOf(text.charAt(at));
            if (kind < 0 || isApostrophe(text, at)) {
                kept.append(text.charAt(at++));
                continue;
            }
            int end = closing(text, at, CLOSING.charAt(kind));
            if (end < 0) {
                return fromFirstMarkOn(kept.toString(), kept.length());
            }
            kept.append(TEXT);
            at = end + 1;
        }
        return cutAtStrayMark(kept.toString());
    }

    private static int closing(String text, int opening, char mark) {
        for (int at = opening + 1; at < text.length(); at++) {
            if (text.charAt(at) == mark && !isApostrophe(text, at)) {
                return at;
            }
        }
        return -1;
    }

    /** As in l'heure or doesn't: a mark between two letters. */
    private static boolean isApostrophe(String text, int at) {
        return (text.charAt(at) == '\'' || text.charAt(at) == '’')
                && at > 0
                && at + 1 < text.length()
                && Character.isLetter(text.charAt(at - 1))
                && Character.isLetter(text.charAt(at + 1));
    }

    /** A closing mark left over means that the pairs were not pairs: 'O' Brien'. */
    private static String cutAtStrayMark(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (CLOSING.indexOf(text.charAt(at)) >= 0 && !isApostrophe(text, at)) {
                return fromFirstMarkOn(text, at);
            }
        }
        return text;
    }

    private static String fromFirstMarkOn(String text, int mark) {
        int first = text.indexOf(TEXT);
        return text.substring(0, first < 0 ? mark : Math.min(first, mark)) + TEXT;
    }

    private static String cut(String text) {
        if (text.length() <= MAX_LENGTH) {
            return text;
        }
        int end = MAX_LENGTH;
        int open = text.lastIndexOf('<', end - 1);
        if (open >= 0 && text.indexOf('>', open) >= end) {
            end = open;
        }
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end).strip();
    }

    @Override
    public String toString() {
        return value;
    }
}
