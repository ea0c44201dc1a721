package org.passerelle.policy.pack;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.utils.JsonNodes;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One mapping of a file that its schema has accepted, with the place it stands at. A field that the
 * schema requires is there; others are asked for as optional.
 */
record Row(Path path, JsonNode node) {
    int line() {
        return lineOf(node);
    }

    static int lineOf(JsonNode node) {
        var location = JsonNodes.tokenLocationOf(node);
        return location == null ? 0 : location.getLineNr();
    }

    String text(String field) {
        return node.path(field).asText();
    }

    Optional<String> optional(String field) {
        return node.has(field) ? Optional.of(text(field)) : Optional.empty();
    }

    boolean flag(String field) {
        return node.path(field).asBoolean(false);
    }

    LocalDate date(String field) {
        return LocalDate.parse(text(field));
    }

    Optional<LocalDate> optionalDate(String field) {
        return optional(field).map(LocalDate::parse);
    }

    Period period(String field) {
        return Period.parse(text(field));
    }

    Set<String> texts(String field) {
        var texts = new TreeSet<String>();
        node.path(field).forEach(item -> texts.add(item.asText()));
        return texts;
    }

    List<String> list(String field) {
        var texts = new ArrayList<String>();
        node.path(field).forEach(item -> texts.add(item.asText()));
        return texts;
    }

    Map<String, String> map(String field) {
        var map = new TreeMap<String, String>();
        node.path(field)
                .properties()
                .forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
        return map;
    }

    Optional<Row> row(String field) {
        return node.path(field).isObject()
                ? Optional.of(new Row(path, node.path(field)))
                : Optional.empty();
    }

    List<Row> rows(String field) {
        var rows = new ArrayList<Row>();
        node.path(field).forEach(item -> rows.add(new Row(path, item)));
        return rows;
    }
}
