package org.passerelle.moodle.mapping;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.passerelle.moodle.mapping.AnswerTree.Mark;
import org.passerelle.moodle.mapping.AnswerTree.Place;

/**
 * Walks through one answer as it arrives and hands out its rows one by one. A field that the
 * mapping neither maps nor drops is reported, and its value passed over in the parser.
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

    /**
     * Where the walk is.
     *
     * @param target what values are kept in
     * @param held the rows that wait for the object around them to end; unused where {@code
     *     holding} is false
     * @param lists how many lists are around
     */
    private record Standing(
            Draft target, boolean inRow, boolean holding, List<Draft> held, int lists) {
        Standing inside(Draft row) {
            return new Standing(row, true, holding, held, lists);
        }

        Standing around(Draft outer) {
            return new Standing(outer, false, true, new ArrayList<>(), lists);
        }

        Standing inList() {
            return new Standing(target, inRow, holding, held, lists + 1);
        }
    }

    private final Mapping mapping;
    private final Listener listener;
    private final JsonParser parser;
    private final Instant now;
    private final Deque<String> path = new ArrayDeque<>();
    private final AtomicInteger rows = new AtomicInteger();

    AnswerWalk(Mapping mapping, Listener listener, JsonParser parser, Instant now) {
        this.mapping = mapping;
        this.listener = listener;
        this.parser = parser;
        this.now = now;
    }

    /**
     * Reads to the end. Errors: {@link MappingDoesNotFit} when the answer has no place for rows at
     * all.
     */
    int walk(AnswerTree tree) throws IOException {
        parser.nextToken();
        value(tree.root(), new Standing(new Draft(0), false, false, new ArrayList<>(), 0));
        return rows.get();
    }

    private void value(Place place, Standing at) throws IOException {
        JsonToken token = parser.currentToken();
        if (place.passedOver()) {
            parser.skipChildren();
        } else if (place.is(Mark.WARNINGS)) {
            warnings();
        } else if (place.is(Mark.ROW)) {
            row(place, at);
        } else if (place.way()
                && token != (place.wayIsList() ? JsonToken.START_ARRAY : JsonToken.START_OBJECT)) {
            notThere(place, at);
            parser.skipChildren();
        } else if (token == JsonToken.START_OBJECT) {
            object(place, at);
        } else if (token == JsonToken.START_ARRAY) {
            list(place, at);
        } else {
            scalar(place, at);
        }
    }

    private void row(Place place, Standing at) throws IOException {
        Draft row = new Draft(rows.incrementAndGet());
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            listener.unreadable(row.number(), "expected an object");
            parser.skipChildren();
            return;
        }
        fields(place, at.inside(row));
        if (at.holding()) {
            at.held().add(row);
        } else {
            listener.row(row);
        }
    }

    private void object(Place place, Standing at) throws IOException {
        if (place.scalar()) {
            wrong(at, "an object");
            parser.skipChildren();
        } else if (place.is(Mark.OUTER)) {
            Standing around = at.around(new Draft(0));
            fields(place, around);
            for (Draft row : around.held()) {
                row.inherit(around.target());
                listener.row(row);
            }
        } else {
            fields(place, at);
        }
    }

    private void fields(Place place, Standing at) throws IOException {
        boolean onTheWay = !place.way();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            onTheWay |= place.wayThrough(name);
            parser.nextToken();
            Place field = place.field(name);
            if (field == null) {
                listener.gap(place(name));
                parser.skipChildren();
            } else {
                path.addLast(name);
                value(field, at);
                path.removeLast();
            }
        }
        if (!onTheWay) {
            notThere(place, at);
        }
    }

    private void list(Place place, Standing at) throws IOException {
        Place element = place.element();
        if (element == null) {
            wrong(at, "a list");
            parser.skipChildren();
            return;
        }
        place.lists().forEach(at.target()::open);
        Standing inside = at.inList();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            value(element, inside);
        }
    }

    private void scalar(Place place, Standing at) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            place.lists().forEach(at.target()::keepNull);
        } else if (!place.scalar()) {
            wrong(at, "one value");
        }
        for (AnswerTree.Id id : place.ids()) {
            at.target().keepId(id, parser);
        }
        for (FieldRule rule : place.rules()) {
            at.target().keep(rule, parser, now);
        }
    }

    private void wrong(Standing at, String found) {
        at.target().spoil("field " + String.join("/", path) + ": did not expect " + found);
    }

    private void notThere(Place place, Standing at) {
        String what =
                "answer has no "
                        + (place.wayIsList() ? "list at " : "")
                        + "/"
                        + place(place.wayName());
        if (at.lists() == 0) {
            throw new MappingDoesNotFit(mapping, what);
        }
        listener.unreadable(rows.incrementAndGet(), what);
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
