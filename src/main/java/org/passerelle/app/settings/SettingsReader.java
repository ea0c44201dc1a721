package org.passerelle.app.settings;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@link Settings} from its sources, last wins, and names everything that is wrong at once:
 * the key, what was expected, the nearest known key.
 */
public final class SettingsReader {
    /** Read by the launcher and the command line, not settings. */
    private static final Set<String> NOT_SETTINGS =
            Set.of("PASSERELLE_HOME", "PASSERELLE_JAVA_OPTIONS", "PASSERELLE_TOKEN");

    private static final String FILE = "-file";

    private final Map<String, RecordComponent> known = new TreeMap<>();
    private final Map<String, Given> given = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    private record Given(String value, String source) {}

    public SettingsReader() {
        for (RecordComponent group : Settings.class.getRecordComponents()) {
            for (RecordComponent setting : group.getType().getRecordComponents()) {
                known.put(kebab(group.getName()) + "." + kebab(setting.getName()), setting);
            }
        }
    }

    /** The keys there are, secrets as the key of their file, sorted. */
    public List<String> keys() {
        return known.keySet().stream().map(this::asWritten).sorted().toList();
    }

    /** Takes a properties file; a file that does not exist adds nothing. */
    public SettingsReader file(Path file) {
        if (!Files.exists(file)) {
            return this;
        }
        var properties = new OnceEach();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            problems.add("settings file " + file + " cannot be read as UTF-8 properties: " + e);
        }
        properties.twice.forEach(
                key ->
                        problems.add(
                                "setting "
                                        + key
                                        + " stands twice in "
                                        + file
                                        + "; keep one of the two lines"));
        for (String key : new TreeSet<>(properties.stringPropertyNames())) {
            give(key, properties.getProperty(key), file.toString());
        }
        return this;
    }

    /**
     * Takes what begins with {@code PASSERELLE_}; the only source a secret itself may come from.
     */
    public SettingsReader environment(Map<String, String> environment) {
        var byVariable = new TreeMap<String, String>();
        for (String key : known.keySet()) {
            byVariable.put(variable(key), key);
            if (isSecret(known.get(key))) {
                byVariable.put(variable(key + FILE), key + FILE);
            }
        }
        new TreeMap<>(environment)
                .forEach(
                        (name, value) -> {
                            if (!name.startsWith("PASSERELLE_") || NOT_SETTINGS.contains(name)) {
                                return;
                            }
                            if (byVariable.containsKey(name)) {
                                put(byVariable.get(name), value, "environment " + name);
                            } else {
                                problems.add(
                                        "environment variable "
                                                + name
                                                + " is no setting; nearest: "
                                                + nearest(name, byVariable.keySet()));
                            }
                        });
        return this;
    }

    /** Takes {@code key=value} pairs of the command line. */
    public SettingsReader commandLine(Map<String, String> pairs) {
        pairs.forEach((key, value) -> give(key, value, "--set"));
        return this;
    }

    /**
     * @param home where relative paths start
     * @throws SettingsProblem naming every unknown or ill-typed key
     */
    public Settings read(Path home) {
        var values = new SettingValues(home, problems);
        var groups = new ArrayList<Object>();
        for (RecordComponent group : Settings.class.getRecordComponents()) {
            groups.add(group(group, values));
        }
        if (!problems.isEmpty()) {
            throw new SettingsProblem(problems);
        }
        return SettingValues.make(Settings.class, groups);
    }

    /** Every setting under its key, secrets left out: durations in milliseconds. */
    public static Map<String, String> asProperties(Settings settings) {
        var all = new TreeMap<String, String>();
        for (RecordComponent group : Settings.class.getRecordComponents()) {
            for (RecordComponent setting : group.getType().getRecordComponents()) {
                var value = SettingValues.get(SettingValues.get(settings, group), setting);
                if (!(value instanceof Optional<?>)) {
                    all.put(
                            kebab(group.getName()) + "." + kebab(setting.getName()),
                            SettingValues.print(value));
                }
            }
        }
        return all;
    }

    private Object group(RecordComponent group, SettingValues values) {
        var parts = new ArrayList<Object>();
        for (RecordComponent setting : group.getType().getRecordComponents()) {
            parts.add(value(kebab(group.getName()) + "." + kebab(setting.getName()), values));
        }
        return SettingValues.make(group.getType().asSubclass(Record.class), parts);
    }

    private Object value(String key, SettingValues values) {
        var setting = setting(key);
        if (isSecret(setting)) {
            return secret(key, values);
        }
        var text = text(key, setting);
        if (isOptional(setting)) {
            return text.map(value -> values.parse(key, value, inner(setting)));
        }
        return values.parse(key, text.orElseThrow(), setting.getType());
    }

    private Optional<Secret> secret(String key, SettingValues values) {
        var direct = given.get(key);
        if (direct != null) {
            return Optional.of(new Secret(direct.value()));
        }
        return Optional.ofNullable(given.get(key + FILE))
                .map(file -> values.secret(key + FILE, file.value()));
    }

    private Optional<String> text(String key, RecordComponent setting) {
        var mine = given.get(key);
        if (mine != null) {
            return Optional.of(mine.value().strip());
        }
        return Optional.ofNullable(setting.getAnnotation(Default.class)).map(Default::value);
    }

    private void give(String key, String value, String source) {
        if (known.containsKey(key) && isSecret(known.get(key))) {
            problems.add(
                    "setting "
                            + key
                            + " ("
                            + source
                            + ") is a secret and may not stand there; put it in a file and name the"
                            + " file in "
                            + key
                            + FILE
                            + ", or in the environment as "
                            + variable(key));
        } else if (known.containsKey(key) || isSecretFile(key)) {
            put(key, value, source);
        } else {
            problems.add(
                    "unknown setting "
                            + key
                            + " ("
                            + source
                            + "); nearest known: "
                            + nearest(key, Set.copyOf(keys()))
                            + "; all of them are explained in config/passerelle.properties");
        }
    }

    /** Of two lines with one key the last would win, and nobody would know. */
    private static final class OnceEach extends Properties {
        private static final long serialVersionUID = 1;

        private final TreeSet<String> twice = new TreeSet<>();

        @Override
        public synchronized @Nullable Object put(Object key, Object value) {
            var before = super.put(key, value);
            if (before != null) {
                twice.add(key.toString());
            }
            return before;
        }
    }

    private void put(String key, String value, String source) {
        if (value.isBlank()) {
            given.remove(key);
            return;
        }
        given.put(key, new Given(value, source));
    }

    private boolean isSecretFile(String key) {
        if (!key.endsWith(FILE)) {
            return false;
        }
        var secret = known.get(key.substring(0, key.length() - FILE.length()));
        return secret != null && isSecret(secret);
    }

    private String asWritten(String key) {
        return isSecret(setting(key)) ? key + FILE : key;
    }

    private RecordComponent setting(String key) {
        return Objects.requireNonNull(known.get(key), key);
    }

    private static boolean isSecret(RecordComponent setting) {
        return isOptional(setting) && inner(setting) == Secret.class;
    }

    private static boolean isOptional(RecordComponent setting) {
        return setting.getType() == Optional.class;
    }

    private static Class<?> inner(RecordComponent setting) {
        return (Class<?>)
                ((ParameterizedType) setting.getGenericType()).getActualTypeArguments()[0];
    }

    static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static String variable(String key) {
        return "PASSERELLE_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private static String nearest(String key, Set<String> keys) {
        return keys.stream()
                .min(
                        Comparator.<String>comparingInt(other -> distance(key, other))
                                .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    /** Levenshtein's distance. */
    private static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[right.length()];
    }
}
