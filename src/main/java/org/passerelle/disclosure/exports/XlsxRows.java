package org.passerelle.disclosure.exports;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.FieldValue;

/**
 * A workbook of Office Open XML, written front to back: the sheets as they come, what lists them
 * last. Texts are inline strings, which no spreadsheet runs as formulas; nothing is kept in memory
 * and there is no temporary file.
 *
 * <p>A sheet ends at the 1 048 576 rows a spreadsheet can show and the next one begins. A text of
 * more than 32 767 characters is cut there: a spreadsheet would call the file damaged. Source:
 * ECMA-376; docs/decisions/0100.
 */
final class XlsxRows implements RowWriter {
    static final int ROWS_OF_A_SHEET = 1 << 20;
    private static final int LONGEST = 32_767;
    private static final String HEAD =
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
    private static final String OFFICE =
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private final ZipOutputStream zip;
    private final Writer out;
    private final List<FieldName> columns = new ArrayList<>();
    private final int[] position = new int[2];

    XlsxRows(OutputStream target) {
        this.zip = new ZipOutputStream(target);
        zip.setLevel(Deflater.BEST_SPEED);
        this.out = new BufferedWriter(new OutputStreamWriter(zip, StandardCharsets.UTF_8), 1 << 14);
    }

    @Override
    public void begin(List<FieldName> fields) throws IOException {
        columns.addAll(fields);
        beginSheet();
    }

    @Override
    public void row(ExportRow row) throws IOException {
        if (position[1] == ROWS_OF_A_SHEET) {
            endSheet();
            beginSheet();
        }
        beginRow();
        text(row.reference());
        text(row.kind().value());
        if (row.course().isPresent()) {
            number(row.course().get().toString());
        } else {
            out.write("<c/>");
        }
        for (FieldName column : columns) {
            value(row.values().get(column));
        }
        out.write("</row>");
    }

    private void value(@Nullable FieldValue value) throws IOException {
        if (value == null || value instanceof FieldValue.Nothing) {
            out.write("<c/>");
        } else if (value instanceof FieldValue.Number) {
            number(Plain.text(value));
        } else {
            text(Plain.text(value));
        }
    }

    @Override
    public void end() throws IOException {
        endSheet();
        part("xl/workbook.xml", workbook());
        part("xl/_rels/workbook.xml.rels", sheetRelations());
        part(
                "_rels/.rels",
                "<Relationships xmlns=\""
                        + PACKAGE
                        + "relationships\"><Relationship Id=\"rId1\" Type=\""
                        + OFFICE
                        + "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
        part("[Content_Types].xml", contentTypes());
        zip.finish();
    }

    private void beginSheet() throws IOException {
        position[0]++;
        position[1] = 0;
        zip.putNextEntry(new ZipEntry("xl/worksheets/sheet" + position[0] + ".xml"));
        out.write(HEAD + "<worksheet xmlns=\"" + MAIN + "\"><sheetData>");
        beginRow();
        for (String name : ExportRow.LEADING) {
            text(name);
        }
        for (FieldName column : columns) {
            text(column.value());
        }
        out.write("</row>");
    }

    private void endSheet() throws IOException {
        out.write("</sheetData></worksheet>");
        out.flush();
        zip.closeEntry();
    }

    private void beginRow() throws IOException {
        position[1]++;
        out.write("<row r=\"" + position[1] + "\">");
    }

    private void number(String plain) throws IOException {
        out.write("<c><v>" + plain + "</v></c>");
    }

    private void text(String text) throws IOException {
        out.write("<c t=\"inlineStr\"><is><t xml:space=\"preserve\">");
        escaped(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
        out.write("</t></is></c>");
    }

    /** Characters that XML 1.0 knows no way to write become the replacement character. */
    private void escaped(String text) throws IOException {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int point = text.codePointAt(i);
            switch (point) {
                case '<' -> out.write("&lt;");
                case '>' -> out.write("&gt;");
                case '&' -> out.write("&amp;");
                case '\r' -> out.write("&#13;");
                default -> out.write(Character.toString(writable(point) ? point : 0xFFFD));
            }
        }
    }

    private static boolean writable(int point) {
        return point == '\t'
                || point == '\n'
                || (point >= 0x20 && point <= 0xD7FF)
                || (point >= 0xE000 && point <= 0xFFFD)
                || point >= 0x10000;
    }

    private void part(String name, String body) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        out.write(HEAD + body);
        out.flush();
        zip.closeEntry();
    }

    private String workbook() {
        var text =
                new StringBuilder(
                        "<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + OFFICE + "\"><sheets>");
        for (int sheet = 1; sheet <= position[0]; sheet++) {
            text.append(
                    "<sheet name=\"Export %1$d\" sheetId=\"%1$d\" r:id=\"rId%1$d\"/>"
                            .formatted(sheet));
        }
        return text.append("</sheets></workbook>").toString();
    }

    private String sheetRelations() {
        var text = new StringBuilder("<Relationships xmlns=\"" + PACKAGE + "relationships\">");
        for (int sheet = 1; sheet <= position[0]; sheet++) {
            text.append(
                    "<Relationship Id=\"rId%1$d\" Type=\"%2$s/worksheet\" Target=\"worksheets/sheet%1$d.xml\"/>"
                            .formatted(sheet, OFFICE));
        }
        return text.append("</Relationships>").toString();
    }

    private String contentTypes() {
        var form = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
        var text =
                new StringBuilder(
                        "<Types xmlns=\""
                                + PACKAGE
                                + "content-types\">"
                                + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                                + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                                + "<Override PartName=\"/xl/workbook.xml\" ContentType=\""
                                + form
                                + "sheet.main+xml\"/>");
        for (int sheet = 1; sheet <= position[0]; sheet++) {
            text.append(
                    "<Override PartName=\"/xl/worksheets/sheet%d.xml\" ContentType=\"%sworksheet+xml\"/>"
                            .formatted(sheet, form));
        }
        return text.append("</Types>").toString();
    }
}
