package org.passerelle.app.settings;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.passerelle.policy.Place;

/** Turns the text of a setting into its type, or adds a problem that says what was expected. */
final class SettingValues {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    private final Path home;
    private final List<String> problems;

    SettingValues(Path home, List<String> problems) {
        this.home = home;
        this.problems = problems;
    }

    /**
     * A wrong value is added to the problems and a harmless one returned, so that all are found.
     */
    Object parse(String key, String text, Class<?> type) {
        if (type == String.class) {
            return text;
        } else if (type == int.class || type == Integer.class) {
            return number(key, text);
        } else if (type == boolean.class) {
            return flag(key, text);
        } else if (type == Duration.class) {
            return duration(key, text);
        } else if (type == Path.class) {
            return home.resolve(text).normalize();
        } else if (type == Settings.Tls.class) {
            return tls(key, text);
        } else if (type == Place.class) {
            return place(key, text);
        }
        throw new IllegalStateException("setting " + key + " has a type without a parser: " + type);
    }

    Secret secret(String key, String file) {
        var path = home.resolve(file).normalize();
        try {
            return new Secret(Files.readString(path).strip());
        } catch (IOException e) {
            problems.add(
                    "setting "
                            + key
                            + ": the file "
                            + path
                            + " cannot be read; expected a file that holds the secret alone");
            return new Secret("");
        }
    }

    private int number(String key, String text) {
        if (text.matches("[1-9]\\d{0,8}|0")) {
            return Integer.parseInt(text);
        }
        expected(key, text, "a whole number such as 16");
        return 1;
    }

    private boolean flag(String key, String text) {
        if (!text.equals("true") && !text.equals("false")) {
            expected(key, text, "true or false");
        }
        return text.equals("true");
    }

    private Duration duration(String key, String text) {
        var match = DURATION.matcher(text);
        if (!match.matches()) {
            expected(key, text, "a number with its unit: 200ms, 30s, 15m, 24h, 7d");
            return Duration.ofSeconds(1);
        }
        long amount = Long.parseLong(match.group(1));
        return switch (match.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private Settings.Tls tls(String key, String text) {
        for (Settings.Tls tls : Settings.Tls.values()) {
            if (tls.key().equals(text)) {
                return tls;
            }
        }
        expected(
                key,
                text,
                Arrays.stream(Settings.Tls.values())
                        .map(Settings.Tls::key)
                        .collect(Collectors.joining(", ", "one of ", "")));
        return Settings.Tls.VERIFY_FULL;
    }

    private Place place(String key, String text) {
        var place = Place.of(text);
        if (place.isEmpty()) {
            expected(
                    key,
                    text,
                    "the two capital letters of a country (ISO 3166), and the town if you like:"
                            + " FR, or FR Perpignan");
        }
        return place.orElseGet(() -> new Place("FR", Optional.empty()));
    }

    private void expected(String key, String text, String what) {
        problems.add("setting " + key + " is '" + text + "'; expected " + what);
    }

    static String print(Object value) {
        return value instanceof Duration duration
                ? Long.toString(duration.toMillis())
                : value.toString();
    }

    static Object get(Object owner, RecordComponent component) {
        try {
            return component.getAccessor().invoke(owner);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("setting " + component + " cannot be read", e);
        }
    }

    static <T extends Record> T make(Class<T> type, List<Object> parts) {
        var types =
                Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getType)
                        .toArray(Class<?>[]::new);
        try {
            var constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(parts.toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("settings group " + type + " cannot be made", e);
        }
    }
}
