package org.passerelle.simulator.functions;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.passerelle.simulator.functions.Param.Rows;
import org.passerelle.simulator.functions.Param.Struct;
import org.passerelle.simulator.functions.Param.Value;
import org.passerelle.simulator.functions.Param.Values;

/**
 * The arguments of one call as PHP understands them: a tree of texts, built from {@code
 * options[0][name]=…} or from JSON.
 */
public final class Arguments {
    private final Map<String, Object> tree;

    private Arguments(Map<String, Object> tree) {
        this.tree = tree;
    }

    /** From flat keys in PHP's notation; a later value of the same key wins, as in PHP. */
    public static Arguments ofKeys(Map<String, String> flat) {
        Map<String, Object> tree = new LinkedHashMap<>();
        flat.forEach((key, value) -> put(tree, path(key), value));
        return new Arguments(tree);
    }

    /** From decoded JSON: objects, lists and scalars. */
    public static Arguments ofTree(Map<?, ?> decoded) {
        return new Arguments(texts(decoded));
    }

    private static List<String> path(String key) {
        int bracket = key.indexOf('[');
        if (bracket < 1) {
            return List.of(key);
        }
        List<String> path = new ArrayList<>();
        path.add(key.substring(0, bracket));
        for (String part : key.substring(bracket + 1).split("\\[", -1)) {
            path.add(part.endsWith("]") ? part.substring(0, part.length() - 1) : part);
        }
        return path;
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> tree, List<String> path, String value) {
        String step = path.getFirst().isEmpty() ? Integer.toString(tree.size()) : path.getFirst();
        if (path.size() == 1) {
            tree.put(step, value);
            return;
        }
        Object below = tree.get(step);
        if (!(below instanceof Map)) {
            below = new LinkedHashMap<String, Object>();
            tree.put(step, below);
        }
        put((Map<String, Object>) below, path.subList(1, path.size()), value);
    }

    private static Map<String, Object> texts(Map<?, ?> decoded) {
        Map<String, Object> tree = new LinkedHashMap<>();
        decoded.forEach((key, value) -> tree.put(String.valueOf(key), text(value)));
        return tree;
    }

    private static Object text(Object value) {
        return switch (value) {
            case Map<?, ?> map -> texts(map);
            case List<?> list -> {
                Map<String, Object> tree = new LinkedHashMap<>();
                list.forEach(item -> tree.put(Integer.toString(tree.size()), text(item)));
                yield tree;
            }
            case Boolean flag -> flag ? "1" : "0";
            default -> String.valueOf(value);
        };
    }

    /** Refuses what Moodle refuses. */
    void check(List<Param> declared) {
        Set<String> known = declared.stream().map(Param::key).collect(Collectors.toSet());
        if (!known.containsAll(tree.keySet())) {
            throw WsFault.invalidParameter();
        }
        declared.forEach(this::check);
    }

    private void check(Param param) {
        Optional<Object> given = Optional.ofNullable(tree.get(param.key()));
        if (given.isEmpty()) {
            if (param.required()) {
                throw WsFault.invalidParameter();
            }
            return;
        }
        switch (param) {
            case Value scalar -> checkText(given.get(), scalar.kind());
            case Values list -> map(given.get()).values().forEach(v -> checkText(v, list.kind()));
            case Rows rows ->
                    map(given.get())
                            .values()
                            .forEach(v -> new Arguments(map(v)).check(rows.columns()));
            case Struct struct -> new Arguments(map(given.get())).check(struct.columns());
        }
    }

    private static void checkText(Object given, Param.Kind kind) {
        if (!(given instanceof String text) || !kind.accepts(text)) {
            throw WsFault.invalidParameter();
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object given) {
        if (!(given instanceof Map)) {
            throw WsFault.invalidParameter();
        }
        return (Map<String, Object>) given;
    }

    public boolean has(String key) {
        return tree.containsKey(key);
    }

    public String text(String key) {
        return tree.get(key) instanceof String text ? text : "";
    }

    /** 0 when absent, as Moodle's defaults are. */
    public long integer(String key) {
        String text = text(key);
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }

    public boolean flag(String key, boolean absent) {
        return has(key) ? Set.of("1", "true").contains(text(key)) : absent;
    }

    public List<String> list(String key) {
        return tree.get(key) instanceof Map<?, ?> below
                ? below.values().stream().map(String::valueOf).toList()
                : List.of();
    }

    public List<Arguments> rows(String key) {
        return tree.get(key) instanceof Map<?, ?> below
                ? below.values().stream().map(row -> new Arguments(map(row))).toList()
                : List.of();
    }

    public Arguments struct(String key) {
        return new Arguments(tree.containsKey(key) ? map(tree.get(key)) : Map.of());
    }
}
