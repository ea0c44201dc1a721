package org.passerelle.cli.frame;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.passerelle.messages.MessageCodec;

/**
 * What is printed: answers on standard output, everything else on standard error.
 *
 * @param json as programs want it
 */
public record Screen(PrintWriter out, PrintWriter err, boolean json) {
    /** One page of a list. */
    public void page(JsonNode page, Table table, String nothing) {
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

    /** One thing, a field per line; what has parts is indented below its name. */
    public void thing(JsonNode thing) {
        if (json) {
            raw(thing);
            return;
        }
        print(thing, "");
        flush();
    }

    private void print(JsonNode thing, String indent) {
        int width =
                thing.properties().stream()
                        .mapToInt(field -> field.getKey().length())
                        .max()
                        .orElse(0);
        thing.properties()
                .forEach(
                        field -> {
                            var name = field.getKey();
                            var value = field.getValue();
                            if (value.isObject() && !value.isEmpty()) {
                                out.println(indent + name + ":");
                                print(value, indent + "  ");
                            } else if (value.isArray() && value.path(0).isObject()) {
                                out.println(indent + name + ":");
                                value.forEach(item -> out.println(indent + "  - " + line(item)));
                            } else if (value.asText().contains("\n")) {
                                out.println(indent + name + ":");
                                value.asText()
                                        .lines()
                                        .forEach(text -> out.println(indent + "  " + text));
                            } else if (!value.isContainerNode() || !value.isEmpty()) {
                                out.println(
                                        indent
                                                + name
                                                + " ".repeat(width - name.length())
                                                + "  "
                                                + Table.text(value));
                            }
                        });
    }

    private static String line(JsonNode item) {
        return String.join(
                ", ",
                item.properties().stream()
                        .map(field -> field.getKey() + " " + Table.text(field.getValue()))
                        .toList());
    }

    /** For people only; {@code --json} prints the answer instead. */
    public void say(JsonNode answer, String line) {
        if (json) {
            raw(answer);
        } else {
            out.println(line);
            flush();
        }
    }

    public void lines(List<String> lines) {
        lines.forEach(out::println);
        flush();
    }

    /** A remark that is no answer. */
    public void remark(String line) {
        err.println(line);
        err.flush();
    }

    public void raw(JsonNode node) {
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
