package org.passerelle.moodle.mapping;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Moodle escapes course and item names for HTML on their way out; this undoes it once and only
 * once.
 */
final class HtmlEntities {
    private static final Pattern ENTITY =
            Pattern.compile("&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,9});");
    private static final String LATIN_FROM_160 =
            "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro"
                    + " para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring"
                    + " AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde"
                    + " Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring"
                    + " aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde"
                    + " ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";
    private static final Map<String, Integer> NAMED = named();

    private HtmlEntities() {}

    private static Map<String, Integer> named() {
        Map<String, Integer> named =
                new HashMap<>(
                        Map.of(
                                "amp",
                                (int) '&',
                                "lt",
                                (int) '<',
                                "gt",
                                (int) '>',
                                "quot",
                                (int) '"',
                                "apos",
                                (int) '\''));
        named.putAll(
                Map.of(
                        "OElig", 0x152, "oelig", 0x153, "ndash", 0x2013, "mdash", 0x2014, "lsquo",
                        0x2018));
        named.putAll(
                Map.of(
                        "rsquo", 0x2019, "ldquo", 0x201C, "rdquo", 0x201D, "hellip", 0x2026, "euro",
                        0x20AC));
        String[] latin = LATIN_FROM_160.split(" ");
        for (int i = 0; i < latin.length; i++) {
            named.put(latin[i], 160 + i);
        }
        return Map.copyOf(named);
    }

    static String decodeOnce(String text) {
        return text.indexOf('&') < 0
                ? text
                : ENTITY.matcher(text)
                        .replaceAll(
                                entity ->
                                        Matcher.quoteReplacement(
                                                decoded(entity.group(0), entity.group(1))));
    }

    private static String decoded(String whole, String name) {
        int code = name.startsWith("#") ? number(name.substring(1)) : NAMED.getOrDefault(name, -1);
        return code > 0 && Character.isValidCodePoint(code) ? Character.toString(code) : whole;
    }

    private static int number(String digits) {
        return digits.startsWith("x") || digits.startsWith("X")
                ? Integer.parseInt(digits.substring(1), 16)
                : Integer.parseInt(digits);
    }
}
