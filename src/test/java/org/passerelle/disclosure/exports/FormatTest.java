package org.passerelle.disclosure.exports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.personaldata.RecordKind;
import org.w3c.dom.Document;

/** The shapes of exports. */
class FormatTest {
    private static final FieldName NOTE = new FieldName("note");
    private static final FieldName GRADE = new FieldName("gradeRaw");
    private static final FieldName AT = new FieldName("gradedAt");

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＠x"})
    void a_text_that_begins_like_a_formula_is_made_harmless(String text) throws IOException {
        var csv = text(Format.CSV, row(Map.of(NOTE, new FieldValue.Text(text))));

        assertThat(csv).contains("\"'" + text + "\"");
    }

    @Test
    void a_negative_number_stays_a_number() throws IOException {
        var csv =
                text(Format.CSV, row(Map.of(GRADE, new FieldValue.Number(new BigDecimal("-2.5")))));

        assertThat(csv).contains(",\"-2.5\",");
    }

    @Test
    void quotes_commas_and_line_ends_stay_in_their_cell() throws IOException {
        var csv = text(Format.CSV, row(Map.of(NOTE, new FieldValue.Text("a \"b\", c\r\nd"))));

        assertThat(csv).contains("\"a \"\"b\"\", c\r\nd\"").endsWith("\r\n");
    }

    @Test
    void the_mark_comes_only_when_asked_for() throws IOException {
        assertThat(bytes(Format.CSV_BOM)).startsWith(0xEF, 0xBB, 0xBF, '"');
        assertThat(bytes(Format.CSV)).startsWith('"', 'r');
    }

    @Test
    void null_not_graded_and_not_permitted_are_three_things() throws IOException {
        var rows =
                new ExportRow[] {
                    row(Map.of(GRADE, new FieldValue.NotGraded())),
                    row(Map.of(GRADE, new FieldValue.Nothing())),
                    row(Map.of())
                };

        var lines = text(Format.JSON_LINES, rows).lines().map(FormatTest::json).toList();

        assertThat(lines.get(0).path("fields").path("gradeRaw").path("not-graded").asBoolean())
                .isTrue();
        assertThat(lines.get(1).path("fields").path("gradeRaw").isNull()).isTrue();
        assertThat(lines.get(2).path("fields").has("gradeRaw")).isFalse();
        assertThat(text(Format.CSV, rows)).contains("\"not-graded\"");
    }

    @Test
    void json_lines_are_one_object_each() throws IOException {
        var line =
                json(
                        text(
                                Format.JSON_LINES,
                                row(
                                        Map.of(
                                                NOTE, new FieldValue.Text("é\n\"x\""),
                                                GRADE,
                                                        new FieldValue.Number(
                                                                new BigDecimal("12.5")),
                                                AT,
                                                        new FieldValue.Moment(
                                                                Instant.parse(
                                                                        "2026-03-01T10:00:00Z"))))));

        assertThat(line.path("reference").asText()).isEqualTo("ab12");
        assertThat(line.path("course").asLong()).isEqualTo(7);
        assertThat(line.path("fields").path("note").asText()).isEqualTo("é\n\"x\"");
        assertThat(line.path("fields").path("gradeRaw").decimalValue())
                .isEqualByComparingTo("12.5");
    }

    @Test
    void a_workbook_has_its_texts_as_texts_and_its_numbers_as_numbers() throws Exception {
        var file =
                bytes(
                        Format.XLSX,
                        row(
                                Map.of(
                                        NOTE, new FieldValue.Text("=1+1 <&> \u0001 😀"),
                                        GRADE, new FieldValue.Number(new BigDecimal("-2.5")))));
        var parts = parts(file);

        assertThat(parts.keySet())
                .containsExactlyInAnyOrder(
                        "[Content_Types].xml",
                        "_rels/.rels",
                        "xl/workbook.xml",
                        "xl/_rels/workbook.xml.rels",
                        "xl/worksheets/sheet1.xml");
        var cells = cells(parts.get("xl/worksheets/sheet1.xml"));
        assertThat(cells)
                .containsExactly(
                        "t:reference",
                        "t:kind",
                        "t:course",
                        "t:note",
                        "t:gradeRaw",
                        "t:gradedAt",
                        "t:ab12",
                        "t:grade",
                        "n:7",
                        "t:=1+1 <&> \ufffd 😀",
                        "n:-2.5",
                        "n:");
    }

    private static List<String> cells(Document sheet) {
        var cells = new ArrayList<String>();
        var found = sheet.getElementsByTagName("c");
        for (int i = 0; i < found.getLength(); i++) {
            var cell = (org.w3c.dom.Element) found.item(i);
            cells.add(
                    (cell.getAttribute("t").equals("inlineStr") ? "t:" : "n:")
                            + cell.getTextContent());
        }
        return cells;
    }

    private static Map<String, Document> parts(byte[] file) throws Exception {
        var parts = new HashMap<String, Document>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var factory = DocumentBuilderFactory.newInstance();
                parts.put(
                        entry.getName(),
                        factory.newDocumentBuilder()
                                .parse(new ByteArrayInputStream(zip.readAllBytes())));
            }
        }
        return parts;
    }

    private static ExportRow row(Map<FieldName, FieldValue> values) {
        return new ExportRow("ab12", new RecordKind("grade"), Optional.of(new CourseId(7)), values);
    }

    private static JsonNode json(String line) {
        return MessageCodec.decode(line.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    }

    private static String text(Format format, ExportRow... rows) throws IOException {
        return new String(bytes(format, rows), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Format format, ExportRow... rows) throws IOException {
        var out = new ByteArrayOutputStream();
        var writer = format.writer(out);
        writer.begin(List.of(NOTE, GRADE, AT));
        for (ExportRow row : rows) {
            writer.row(row);
        }
        writer.end();
        return out.toByteArray();
    }
}
