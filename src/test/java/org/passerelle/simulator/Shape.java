package org.passerelle.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The keys of a JSON document and the types seen under each; list places are all {@code *}. */
record Shape(Map<String, Set<String>> types) {
    static Shape of(JsonNode document) {
        Map<String, Set<String>> types = new TreeMap<>();
        walk("", document, types);
        return new Shape(types);
    }

    private static void walk(String path, JsonNode node, Map<String, Set<String>> types) {
        types.computeIfAbsent(path, key -> new TreeSet<>()).add(node.getNodeType().name());
        node.properties()
                .forEach(field -> walk(path + "/" + field.getKey(), field.getValue(), types));
        if (node.isArray()) {
            node.forEach(item -> walk(path + "/*", item, types));
        }
    }

    Set<String> paths() {
        return types.keySet();
    }
}
