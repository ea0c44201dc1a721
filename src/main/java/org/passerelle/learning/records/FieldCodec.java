package org.passerelle.learning.records;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.FieldValue;

/**
 * Fields to bytes and back. In JSON a text is a string, a number a number, a flag a boolean, a list
 * an array, {@code null} what the platform answered as null; a moment is {@code {"at": …}} and a
 * grade that was not given {@code {"not-graded": true}}. An absent field has no key.
 */
public final class FieldCodec {
    private static final String AT = "at";
    private static final String NOT_GRADED = "not-graded";

    private FieldCodec() {}

    public static byte[] encode(Map<FieldName, FieldValue> fields) {
        var bytes = new ByteArrayOutputStream(256);
        try (var json = MessageCodec.json().getFactory().createGenerator(bytes)) {
            json.writeStartObject();
            for (var field : inOrder(fields)) {
                json.writeFieldName(field.getKey().value());
                write(json, field.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static List<Map.Entry<FieldName, FieldValue>> inOrder(
            Map<FieldName, FieldValue> fields) {
        var entries = new ArrayList<>(fields.entrySet());
        entries.sort(Comparator.comparing(field -> field.getKey().value()));
        return entries;
    }

    private static void write(JsonGenerator json, FieldValue value) throws IOException {
        switch (value) {
            case FieldValue.Text text -> json.writeString(wellFormed(text.value()));
            case FieldValue.Number number -> json.writeNumber(number.value());
            case FieldValue.Flag flag -> json.writeBoolean(flag.value());
            case FieldValue.Moment moment -> {
                json.writeStartObject();
                json.writeStringField(AT, moment.value().toString());
                json.writeEndObject();
            }
            case FieldValue.Items items -> {
                json.writeStartArray();
                for (String item : items.values()) {
                    json.writeString(wellFormed(item));
                }
                json.writeEndArray();
            }
            case FieldValue.Nothing nothing -> json.writeNull();
            case FieldValue.NotGraded notGraded -> {
                json.writeStartObject();
                json.writeBooleanField(NOT_GRADED, true);
                json.writeEndObject();
            }
        }
    }

    /** Half of a surrogate pair, as a truncated emoji leaves it, has no bytes in UTF-8. */
    static String wellFormed(String text) {
        return text.chars().anyMatch(unit -> Character.isSurrogate((char) unit))
                ? new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                : text;
    }

    static Map<FieldName, FieldValue> decode(byte[] bytes) {
        var fields = new LinkedHashMap<FieldName, FieldValue>();
        try (var json = MessageCodec.json().getFactory().createParser(bytes)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                var name = new FieldName(json.currentName());
                json.nextToken();
                fields.put(name, read(json));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return fields;
    }

    private static FieldValue read(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_STRING -> new FieldValue.Text(json.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                    new FieldValue.Number(json.getDecimalValue());
            case VALUE_TRUE -> new FieldValue.Flag(true);
            case VALUE_FALSE -> new FieldValue.Flag(false);
            case START_ARRAY -> new FieldValue.Items(items(json));
            case START_OBJECT -> special(json);
            default -> new FieldValue.Nothing();
        };
    }

    private static List<String> items(JsonParser json) throws IOException {
        var items = new ArrayList<String>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            items.add(json.getText());
        }
        return items;
    }

    private static FieldValue special(JsonParser json) throws IOException {
        var name = json.nextFieldName();
        json.nextToken();
        FieldValue value =
                AT.equals(name)
                        ? new FieldValue.Moment(Instant.parse(json.getText()))
                        : new FieldValue.NotGraded();
        json.nextToken();
        return value;
    }
}
