package org.passerelle.disclosure.exports;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.FieldValue;

/**
 * CSV as RFC 4180 has it: UTF-8, comma, CRLF, every cell quoted.
 *
 * <p>A text that a spreadsheet would run as a formula gets an apostrophe in front. Numbers are
 * written as they are: what was typed as a number cannot be one. Source: OWASP, CSV injection.
 */
final class CsvRows implements RowWriter {
    /** With the wide forms, which spreadsheets of Asian locales read as the narrow ones. */
    private static final String STARTS_A_FORMULA = "=+-@\t\r\n＝＋－＠";

    private final Writer out;
    private final boolean mark;
    private final List<FieldName> columns = new ArrayList<>();

    CsvRows(OutputStream out, boolean mark) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 14);
        this.mark = mark;
    }

    @Override
    public void begin(List<FieldName> fields) throws IOException {
        columns.addAll(fields);
        if (mark) {
            out.write('\ufeff');
        }
        for (int i = 0; i < ExportRow.LEADING.length; i++) {
            cell(i, ExportRow.LEADING[i]);
        }
        for (FieldName column : columns) {
            cell(1, column.value());
        }
        out.write("\r\n");
    }

    @Override
    public void row(ExportRow row) throws IOException {
        cell(0, row.reference());
        cell(1, row.kind().value());
        cell(2, row.course().map(Object::toString).orElse(""));
        for (FieldName column : columns) {
            cell(3, text(row.values().get(column)));
        }
        out.write("\r\n");
        out.flush();
    }

    @Override
    public void end() throws IOException {
        out.flush();
    }

    private static String text(@Nullable FieldValue value) {
        if (value == null) {
            return "";
        }
        return value instanceof FieldValue.Number ? Plain.text(value) : safe(Plain.text(value));
    }

    static String safe(String text) {
        return !text.isEmpty() && STARTS_A_FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private void cell(int position, String text) throws IOException {
        if (position > 0) {
            out.write(',');
        }
        out.write('"');
        int from = 0;
        for (int quote = text.indexOf('"'); quote >= 0; quote = text.indexOf('"', from)) {
            out.write(text, from, quote + 1 - from);
            out.write('"');
            from = quote + 1;
        }
        out.write(text, from, text.length() - from);
        out.write('"');
    }
}
