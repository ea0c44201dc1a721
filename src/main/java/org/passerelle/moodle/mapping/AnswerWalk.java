package org.passerelle.moodle.mapping;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Walks through one answer as it arrives and hands out its rows one by one. A field that the mapping neither maps
 * nor drops is reported, and its value passed over in the parser.
 *
 * <p>Memory: one row, or the rows of one object where rows need a value of the object around them.
 */
final class AnswerWalk {
    /** Who wants to know. */
    interface Listener {
        void row(Draft row);

        void unreadable(int row, String why);

        void gap(String path);

        /** The answer's own warning, by its code. */
        void warned(String code);
    }

    private final Mapping mapping;
    private final Listener listener;
    private final JsonParser parser;
    private final Instant now;
    private final Deque<String> path = new ArrayDeque<>();
    private final List<Draft> held = new ArrayList<>();
    private Draft target = new Draft(0);
    private boolean inRow;
    private boolean hold;
    private int lists;
    private int rows;

    AnswerWalk(Mapping mapping, Listener listener, JsonParser parser, Instant now) {
        this.mapping = mapping;
        this.listener = listener;
        this.parser = parser;
        this.now = now;
    }

    /** Reads to the end. Errors: {@link MappingDoesNotFit} when the answer has no place for rows at all. */
    int walk(AnswerTree tree) throws IOException {
        parser.nextToken();
        value(tree.root());
        return rows;
    }

    private void value(AnswerTree.Place place) throws IOException {
        JsonToken token = parser.currentToken();
        if (place.passedOver()) {
            parser.skipChildren();
        } else if (place.warnings()) {
            warnings();
        } else if (place.row() && !inRow) {
            row(place);
        } else if (place.wayOn().isPresent() && token != expected(place)) {
            notThere(place);
            parser.skipChildren();
        } else if (token == JsonToken.START_OBJECT) {
            object(place);
        } else if (token == JsonToken.START_ARRAY) {
            list(place);
        } else {
            scalar(place);
        }
    }

    private static JsonToken expected(AnswerTree.Place place) {
        return place.wayOn().filter("*"::equals).isPresent() ? JsonToken.START_ARRAY : JsonToken.START_OBJECT;
    }

    private void row(AnswerTree.Place place) throws IOException {
        rows++;
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            listener.unreadable(rows, "expected an object");
            parser.skipChildren();
            return;
        }
        Draft around = target;
        Draft row = new Draft(rows);
        target = row;
        inRow = true;
        fields(place);
        inRow = false;
        target = around;
        if (hold) {
            held.add(row);
        } else {
            listener.row(row);
        }
    }

    private void object(AnswerTree.Place place) throws IOException {
        if (place.scalar()) {
            wrong("an object");
            parser.skipChildren();
            return;
        }
        if (!place.outer()) {
            fields(place);
            return;
        }
        target = new Draft(0);
        hold = true;
        fields(place);
        hold = false;
        for (Draft row : held) {
            row.inherit(target);
            listener.row(row);
        }
        held.clear();
    }

    private void fields(AnswerTree.Place place) throws IOException {
        boolean onTheWay = place.wayOn().isEmpty();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            onTheWay |= place.wayOn().filter(name::equals).isPresent();
            parser.nextToken();
            AnswerTree.Place field = place.field(name);
            if (field == null) {
                listener.gap(place(name));
                parser.skipChildren();
            } else {
                path.addLast(name);
                value(field);
                path.removeLast();
            }
        }
        if (!onTheWay) {
            notThere(place);
        }
    }

    private void list(AnswerTree.Place place) throws IOException {
        AnswerTree.Place element = place.element();
        if (element == null) {
            wrong("a list");
            parser.skipChildren();
            return;
        }
        place.lists().forEach(target::open);
        lists++;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            value(element);
        }
        lists--;
    }

    private void scalar(AnswerTree.Place place) throws IOException {
        boolean nothing = parser.currentToken() == JsonToken.VALUE_NULL;
        if (nothing) {
            place.lists().forEach(target::keepNull);
        } else if (!place.scalar()) {
            wrong("one value");
        }
        AnswerTree.Id id = place.id();
        if (id != null) {
            target.keepId(id, parser);
        }
        for (FieldRule rule : place.rules()) {
            target.keep(rule, parser, now);
        }
    }

    private void wrong(String found) {
        target.spoil("field " + String.join("/", path) + ": did not expect " + found);
    }

    private void notThere(AnswerTree.Place place) {
        String missing = place.wayOn().filter(step -> !step.equals("*")).map(step -> "/" + step).orElse(" as a list");
        String what = "answer has no " + place("") + missing;
        if (lists == 0) {
            throw new MappingDoesNotFit(mapping, what);
        }
        rows++;
        listener.unreadable(rows, what);
    }

    private void warnings() throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            String code = parser.currentToken() == JsonToken.START_OBJECT ? warningCode() : "";
            parser.skipChildren();
            listener.warned(code.matches("[A-Za-z0-9]{1,64}") ? code : "unnamed");
        }
    }

    private String warningCode() throws IOException {
        String code = "";
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean named = parser.currentName().equals("warningcode");
            parser.nextToken();
            code = named && parser.currentToken().isScalarValue() ? parser.getText() : code;
            parser.skipChildren();
        }
        return code;
    }

    private String place(String name) {
        String way = String.join("/", path);
        return way.isEmpty() || name.isEmpty() ? way + name : way + "/" + name;
    }
}
