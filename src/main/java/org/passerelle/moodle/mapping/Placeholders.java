package org.passerelle.moodle.mapping;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.passerelle.moodle.client.Arguments;

/** The {@code {course}} and the like in the arguments of a mapping file. */
final class Placeholders {
    private static final Pattern NAME = Pattern.compile("\\{([^{}]*)}");

    private Placeholders() {}

    /** Every name in these arguments, however deep. */
    static Set<String> names(Object arguments) {
        Set<String> names = new HashSet<>();
        collect(arguments, names);
        return names;
    }

    private static void collect(Object value, Set<String> names) {
        switch (value) {
            case Map<?, ?> map -> map.values().forEach(inner -> collect(inner, names));
            case List<?> list -> list.forEach(inner -> collect(inner, names));
            default -> {
                Matcher matcher = NAME.matcher(value.toString());
                while (matcher.find()) {
                    names.add(matcher.group(1));
                }
            }
        }
    }

    static Arguments fill(Map<String, Object> arguments, Map<String, Object> values) {
        Map<String, Object> filled = new LinkedHashMap<>();
        arguments.forEach((name, value) -> filled.put(name, fill(value, values)));
        return new Arguments(filled);
    }

    private static Object fill(Object value, Map<String, Object> values) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<String, Object> filled = new LinkedHashMap<>();
                map.forEach((name, inner) -> filled.put(String.valueOf(name), fill(inner, values)));
                yield filled;
            }
            case List<?> list -> list.stream().map(inner -> fill(inner, values)).toList();
            case String text -> text(text, values);
            default -> value;
        };
    }

    private static Object text(String text, Map<String, Object> values) {
        Matcher matcher = NAME.matcher(text);
        return matcher.matches()
                ? value(matcher.group(1), values)
                : matcher.replaceAll(
                        found ->
                                Matcher.quoteReplacement(value(found.group(1), values).toString()));
    }

    private static Object value(String name, Map<String, Object> values) {
        return Optional.ofNullable(values.get(name))
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "nothing is known for {" + name + "} in this call"));
    }
}
