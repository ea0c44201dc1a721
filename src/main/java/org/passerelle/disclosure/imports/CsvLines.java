package org.passerelle.disclosure.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads CSV as RFC 4180 has it, with comma or semicolon, with or without the mark of UTF-8. Lines
 * that are empty are left out.
 */
final class CsvLines {
    private final String text;
    private final char separator;
    private final List<Line> lines = new ArrayList<>();

    /**
     * @param number of the line in the file on which it begins, from 1
     */
    record Line(int number, List<String> cells) {
        Line {
            cells = List.copyOf(cells);
        }
    }

    private CsvLines(String text) {
        this.text = text;
        var first = text.lines().findFirst().orElse("");
        this.separator = first.indexOf(';') >= 0 && first.indexOf(',') < 0 ? ';' : ',';
    }

    /** Empty when a quote is not closed. */
    static Optional<List<Line>> read(String text) {
        var reader = new CsvLines(text.startsWith("\ufeff") ? text.substring(1) : text);
        return reader.read() ? Optional.of(reader.lines) : Optional.empty();
    }

    private boolean read() {
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        int line = 1;
        int began = 1;
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            if (one == '\n') {
                line++;
            }
            if (quoted && one == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (one == '"') {
                quoted = !quoted;
            } else if (quoted || (one != separator && one != '\n' && one != '\r')) {
                cell.append(one);
            } else if (one == separator) {
                take(cells, cell);
            } else if (one == '\n') {
                take(cells, cell);
                add(began, cells);
                began = line;
            }
        }
        take(cells, cell);
        add(began, cells);
        return !quoted;
    }

    private static void take(List<String> cells, StringBuilder cell) {
        cells.add(cell.toString());
        cell.setLength(0);
    }

    private void add(int began, List<String> cells) {
        if (cells.size() > 1 || !cells.getFirst().isBlank()) {
            lines.add(new Line(began, cells));
        }
        cells.clear();
    }
}
