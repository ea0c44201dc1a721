package org.passerelle.simulator.site;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One row of a Moodle table by column name, readable by many calls while one writes. An absent text
 * is empty and an absent number is 0, as Moodle's columns are.
 */
public final class Row {
    private final Map<String, String> texts = new ConcurrentHashMap<>();
    private final Map<String, Long> numbers = new ConcurrentHashMap<>();

    public String text(String column) {
        return texts.getOrDefault(column, "");
    }

    public long number(String column) {
        return numbers.getOrDefault(column, 0L);
    }

    public boolean is(String column) {
        return number(column) != 0;
    }

    public Row set(String column, String value) {
        texts.put(column, value);
        return this;
    }

    public Row set(String column, long value) {
        numbers.put(column, value);
        return this;
    }

    /** The texts held now, for looking through what is left of a person. */
    public Map<String, String> texts() {
        return Map.copyOf(texts);
    }
}
