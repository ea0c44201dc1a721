package org.passerelle.cli.frame;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.passerelle.messages.MessageCodec;

/**
 * What is told to the door: values by name. Dates and files go as text, numbers, yes-and-no and
 * lists as JSON has them.
 */
public final class Body {
    private final ObjectNode values = MessageCodec.json().createObjectNode();

    public Body with(String name, Object value) {
        values.set(name, json(value));
        return this;
    }

    /** Leaves out what the person did not say: null, a blank text, an empty list. */
    public Body ifGiven(String name, @Nullable Object value) {
        boolean given =
                switch (value) {
                    case null -> false;
                    case String text -> !text.isBlank();
                    case Collection<?> many -> !many.isEmpty();
                    default -> true;
                };
        return given && value != null ? with(name, value) : this;
    }

    /** Every value of an object, such as one read from a file. */
    public Body withAll(JsonNode object) {
        object.properties().forEach(one -> values.set(one.getKey(), one.getValue()));
        return this;
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    String text() {
        return values.toString();
    }

    private static JsonNode json(Object value) {
        return switch (value) {
            case JsonNode node -> node;
            case Boolean yes -> MessageCodec.json().getNodeFactory().booleanNode(yes);
            case Integer number -> MessageCodec.json().getNodeFactory().numberNode(number);
            case Long number -> MessageCodec.json().getNodeFactory().numberNode(number);
            case Collection<?> many -> {
                var list = MessageCodec.json().createArrayNode();
                many.forEach(one -> list.add(json(one)));
                yield list;
            }
            default -> MessageCodec.json().getNodeFactory().textNode(value.toString());
        };
    }
}
