package org.passerelle.cli.frame;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of JSON objects as aligned text. A column is {@code TITLE=field} or {@code TITLE=a.b}. */
public final class Table {
    private static final int WIDEST = 60;
    private static final Pattern FRACTION =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)\\.\\d+Z");

    private final List<String> titles = new ArrayList<>();
    private final List<String> paths = new ArrayList<>();

    public Table(String... columns) {
        for (String column : columns) {
            int equals = column.indexOf('=');
            titles.add(column.substring(0, equals));
            paths.add("/" + column.substring(equals + 1).replace('.', '/'));
        }
    }

    public List<String> lines(Iterable<JsonNode> rows) {
        var cells = new ArrayList<List<String>>();
        cells.add(titles);
        rows.forEach(row -> cells.add(cells(row)));
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

    /** The last column may be long: it is a sentence, and there is nothing behind it. */
    private List<String> cells(JsonNode row) {
        var cells = new ArrayList<String>();
        for (String path : paths) {
            var whole = text(row.at(path));
            cells.add(cells.size() == paths.size() - 1 ? whole : cut(whole));
        }
        return cells;
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

    /** In one line; instants to the second. */
    public static String text(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "-";
        }
        if (value.isArray()) {
            var parts = new ArrayList<String>();
            value.forEach(part -> parts.add(part.asText()));
            return String.join(" ", parts);
        }
        var text = value.isObject() ? value.toString() : value.asText();
        return FRACTION.matcher(text.replaceAll("\\p{Cntrl}", " ")).replaceAll("$1Z");
    }

    private static String cut(String text) {
        return text.length() <= WIDEST ? text : text.substring(0, WIDEST - 1) + "…";
    }
}
