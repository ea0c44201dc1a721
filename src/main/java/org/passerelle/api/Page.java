package org.passerelle.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.passerelle.messages.MessageCodec;

/** One page of a list, by keyset: {@code next} goes into {@code after} of the next request. */
final class Page {
    private Page() {}

    /**
     * @param rows read with a limit one larger than the page
     * @param cursor what identifies a row in the order of the list
     */
    static <T> ObjectNode of(
            List<T> rows, int limit, Function<T, JsonNode> view, Function<T, String> cursor) {
        var page = MessageCodec.json().createObjectNode();
        var items = page.putArray("items");
        rows.stream().limit(limit).map(view).forEach(items::add);
        if (rows.size() > limit) {
            page.put("next", cursor.apply(rows.get(limit - 1)));
        }
        return page;
    }

    /** Rows of a list from after a cursor. */
    @FunctionalInterface
    interface Rows<T> {
        List<T> from(long cursor, int limit);
    }

    /**
     * As many rows as wished of those a caller may see, however many others lie between them.
     *
     * @param cursor what identifies a row in the order of the list
     */
    static <T> List<T> seen(
            Rows<T> rows, long from, int wanted, ToLongFunction<T> cursor, Predicate<T> seen) {
        var found = new ArrayList<T>();
        long at = from;
        while (found.size() < wanted) {
            var next = rows.from(at, wanted);
            next.stream().filter(seen).limit((long) wanted - found.size()).forEach(found::add);
            if (next.size() < wanted) {
                break;
            }
            at = cursor.applyAsLong(next.getLast());
        }
        return found;
    }

    static <T> ObjectNode all(List<T> rows, Function<T, JsonNode> view) {
        return of(rows, rows.size(), view, row -> "");
    }
}
