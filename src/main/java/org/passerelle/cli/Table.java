package org.passerelle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of JSON objects as aligned text. A column is {@code TITLE=field} or {@code TITLE=a.b}. */
final class Table {
    private static final int WIDEST = 60;

    private final List<String> titles = new ArrayList<>();
    private final List<String> paths = new ArrayList<>();

    Table(String... columns) {
        for (String column : columns) {
            int equals = column.indexOf('=');
            titles.add(column.substring(0, equals));
            paths.add("/" + column.substring(equals + 1).replace('.', '/'));
        }
    }

    List<String> lines(Iterable<JsonNode> rows) {
        var cells = new ArrayList<List<String>>();
        cells.add(titles);
        rows.forEach(row -> cells.add(paths.stream().map(path -> cell(row.at(path))).toList()));
        var widths =
                IntStream.range(0, titles.size())
                        .map(
                                column ->
                                        cells.stream()
                                                .mapToInt(line -> line.get(column).length())
                                                .max()
                                                .orElse(0))
                        .toArray();
        return cells.stream().map(line -> line(line, widths)).toList();
    }

    private static String line(List<String> cells, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(column -> padded(cells.get(column), widths[column]))
                .collect(Collectors.joining("  "))
                .stripTrailing();
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    static String cell(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "-";
        }
        if (value.isArray()) {
            var parts = new ArrayList<String>();
            value.forEach(part -> parts.add(part.asText()));
            return cut(String.join(" ", parts));
        }
        return cut(value.isObject() ? value.toString() : value.asText());
    }

    private static String cut(String text) {
        var flat = text.replaceAll("\\p{Cntrl}", " ");
        return flat.length() <= WIDEST ? flat : flat.substring(0, WIDEST - 1) + "…";
    }
}
