package org.passerelle.disclosure.exports;

import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;

/** The shapes an export may have. */
public enum Format {
    /** UTF-8, comma, every cell quoted as RFC 4180 has it. */
    CSV("csv", "text/csv; charset=utf-8"),
    /** The same with the mark that a spreadsheet needs to read UTF-8. */
    CSV_BOM("csv-bom", "text/csv; charset=utf-8"),
    /** One JSON object per line. */
    JSON_LINES("jsonl", "application/x-ndjson"),
    XLSX("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final String key;
    private final String contentType;

    Format(String key, String contentType) {
        this.key = key;
        this.contentType = contentType;
    }

    public String key() {
        return key;
    }

    public String contentType() {
        return contentType;
    }

    /** The ending of a file of it, without a dot. */
    public String ending() {
        return this == CSV_BOM ? "csv" : key;
    }

    public static Optional<Format> of(String key) {
        return Arrays.stream(values()).filter(format -> format.key.equals(key)).findFirst();
    }

    /** A writer of this shape; nothing is written yet. */
    public RowWriter writer(OutputStream out) {
        return switch (this) {
            case CSV -> new CsvRows(out, false);
            case CSV_BOM -> new CsvRows(out, true);
            case JSON_LINES -> new JsonLines(out);
            case XLSX -> new XlsxRows(out);
        };
    }
}
