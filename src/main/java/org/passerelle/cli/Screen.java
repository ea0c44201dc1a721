package org.passerelle.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.passerelle.messages.MessageCodec;

/**
 * What is printed: answers on standard output, everything else on standard error.
 *
 * @param json as programs want it
 */
record Screen(PrintWriter out, PrintWriter err, boolean json) {
    /** One page of a list. */
    void page(JsonNode page, Table table, String nothing) {
        if (json) {
            raw(page);
            return;
        }
        if (page.path("items").isEmpty()) {
            out.println(nothing);
        } else {
            table.lines(page.path("items")).forEach(out::println);
        }
        if (page.has("next")) {
            err.println("more: add --after " + page.path("next").asText());
        }
        flush();
    }

    /** One thing, a field per line; lists below it. */
    void thing(JsonNode thing) {
        if (json) {
            raw(thing);
            return;
        }
        int width =
                thing.properties().stream()
                        .mapToInt(field -> field.getKey().length())
                        .max()
                        .orElse(0);
        for (Iterator<Map.Entry<String, JsonNode>> fields = thing.fields(); fields.hasNext(); ) {
            var field = fields.next();
            if (field.getValue().isArray() && field.getValue().path(0).isObject()) {
                out.println(field.getKey() + ":");
                field.getValue().forEach(this::item);
            } else if (field.getValue().asText().contains("\n")) {
                out.println(field.getKey() + ":");
                field.getValue().asText().lines().map(line -> "  " + line).forEach(out::println);
            } else {
                out.println(
                        field.getKey()
                                + " ".repeat(width - field.getKey().length())
                                + "  "
                                + Table.cell(field.getValue()));
            }
        }
        flush();
    }

    private void item(JsonNode item) {
        var parts =
                item.properties().stream()
                        .map(field -> field.getKey() + " " + Table.cell(field.getValue()))
                        .toList();
        out.println("  - " + String.join(", ", parts));
    }

    /** For people only; {@code --json} prints the answer instead. */
    void say(JsonNode answer, String line) {
        if (json) {
            raw(answer);
        } else {
            out.println(line);
            flush();
        }
    }

    void lines(List<String> lines) {
        lines.forEach(out::println);
        flush();
    }

    /** A remark that is no answer. */
    void remark(String line) {
        err.println(line);
        err.flush();
    }

    void raw(JsonNode node) {
        try {
            out.println(
                    MessageCodec.json().writerWithDefaultPrettyPrinter().writeValueAsString(node));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        flush();
    }

    private void flush() {
        out.flush();
        err.flush();
    }
}
