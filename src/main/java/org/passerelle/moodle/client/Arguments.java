package org.passerelle.moodle.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The arguments of one web-service call, nested as Moodle documents them.
 *
 * <p>Shape: values are strings, numbers, booleans (sent as 0 and 1), lists and maps of such. They
 * are written the way PHP reads form fields: {@code users[0][id]=5}. Moodle reads no JSON body.
 */
public record Arguments(Map<String, Object> values) {
    public Arguments {
        values = Map.copyOf(values);
    }

    public static Arguments none() {
        return new Arguments(Map.of());
    }

    public static Arguments of(String name, Object value) {
        return new Arguments(Map.of(name, value));
    }

    public static Arguments of(String name, Object value, String name2, Object value2) {
        return of(name, value).with(name2, value2);
    }

    public Arguments with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Arguments(more);
    }

    /** The form fields, sorted by name, without a leading separator. */
    String form() {
        StringBuilder form = new StringBuilder();
        values.keySet().stream().sorted().forEach(name -> append(form, name, value(name)));
        return form.toString();
    }

    private Object value(String name) {
        return java.util.Objects.requireNonNull(values.get(name));
    }

    static void append(StringBuilder form, String name, Object value) {
        switch (value) {
            case Map<?, ?> map ->
                    map.forEach((key, inner) -> append(form, name + "[" + key + "]", inner));
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    append(form, name + "[" + i + "]", list.get(i));
                }
            }
            case Boolean flag -> field(form, name, flag ? "1" : "0");
            case Number number -> field(form, name, number.toString());
            case String text -> field(form, name, text);
            default ->
                    throw new IllegalArgumentException(
                            "argument "
                                    + name
                                    + " must be text, a number, a flag, a list or a map, not "
                                    + value.getClass().getName());
        }
    }

    private static void field(StringBuilder form, String name, String value) {
        if (!form.isEmpty()) {
            form.append('&');
        }
        form.append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    /** The names only: values may be personal. */
    @Override
    public String toString() {
        return values.keySet().toString();
    }
}
