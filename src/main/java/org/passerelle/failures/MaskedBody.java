package org.passerelle.failures;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.Set;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.FieldValue;

/**
 * The shape of a body without its values. Of the envelope only what is never personal is shown;
 * names of fields are shown when they look like names a schema gives.
 */
final class MaskedBody {
    private static final Set<String> CLEAR =
            Set.of("id", "type", "version", "organisation", "at", "correlation", "cause");
    private static final String SCHEMA_NAME = "[a-z][A-Za-z-]{0,39}";
    private static final String CLEAR_VALUE = "[A-Za-z0-9][A-Za-z0-9:._/-]{0,127}";

    private MaskedBody() {}

    static String of(byte[] body) {
        try {
            var json = MessageCodec.json().readTree(body);
            if (json != null && json.isObject()) {
                return MessageCodec.json()
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(envelope((ObjectNode) json));
            }
        } catch (IOException e) {
            return unreadable(body);
        }
        return unreadable(body);
    }

    private static String unreadable(byte[] body) {
        return body.length + " bytes that are not a JSON object";
    }

    private static ObjectNode envelope(ObjectNode from) {
        boolean isEnvelope = from.path("body").isObject() && from.path("type").isTextual();
        var masked = MessageCodec.json().createObjectNode();
        from.properties()
                .forEach(
                        field -> {
                            boolean clear =
                                    isEnvelope
                                            && CLEAR.contains(field.getKey())
                                            && field.getValue().isValueNode()
                                            && field.getValue().asText().matches(CLEAR_VALUE);
                            masked.set(
                                    name(field.getKey()),
                                    clear ? field.getValue() : mask(field.getValue()));
                        });
        return masked;
    }

    private static JsonNode mask(JsonNode value) {
        if (value instanceof ObjectNode object) {
            var masked = MessageCodec.json().createObjectNode();
            object.properties()
                    .forEach(field -> masked.set(name(field.getKey()), mask(field.getValue())));
            return masked;
        }
        if (value instanceof ArrayNode array) {
            return TextNode.valueOf(array.size() + " items");
        }
        return TextNode.valueOf(FieldValue.HIDDEN);
    }

    private static String name(String name) {
        return name.matches(SCHEMA_NAME) ? name : FieldValue.HIDDEN;
    }
}
