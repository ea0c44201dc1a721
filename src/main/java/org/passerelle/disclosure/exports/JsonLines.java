package org.passerelle.disclosure.exports;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.FieldValue;

/**
 * One JSON object per line: {@code reference, kind, course, fields}. A grade that was not given is
 * {@code {"not-graded": true}}; what is not permitted has no key.
 */
final class JsonLines implements RowWriter {
    private final OutputStream out;
    private final List<FieldName> columns = new ArrayList<>();

    JsonLines(OutputStream out) {
        this.out = out;
    }

    @Override
    public void begin(List<FieldName> fields) {
        columns.addAll(fields);
    }

    @Override
    public void row(ExportRow row) throws IOException {
        try (var json = MessageCodec.json().getFactory().createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartObject();
            json.writeStringField("reference", row.reference());
            json.writeStringField("kind", row.kind().value());
            if (row.course().isPresent()) {
                json.writeNumberField("course", row.course().get().value());
            }
            json.writeObjectFieldStart("fields");
            for (FieldName column : columns) {
                var value = row.values().get(column);
                if (value != null) {
                    json.writeFieldName(column.value());
                    write(json, value);
                }
            }
            json.writeEndObject();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void write(JsonGenerator json, FieldValue value) throws IOException {
        switch (value) {
            case FieldValue.Number number -> json.writeNumber(number.value());
            case FieldValue.Flag flag -> json.writeBoolean(flag.value());
            case FieldValue.Nothing nothing -> json.writeNull();
            case FieldValue.Items items -> {
                json.writeStartArray();
                for (String item : items.values()) {
                    json.writeString(item);
                }
                json.writeEndArray();
            }
            case FieldValue.NotGraded none -> {
                json.writeStartObject();
                json.writeBooleanField("not-graded", true);
                json.writeEndObject();
            }
            case FieldValue.Text text -> json.writeString(text.value());
            case FieldValue.Moment moment -> json.writeString(moment.value().toString());
        }
    }

    @Override
    public void end() {
        // Every line stands for itself.
    }
}
