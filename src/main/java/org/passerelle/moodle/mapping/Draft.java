package org.passerelle.moodle.mapping;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.FieldValue;

/** What was read of one row so far, or of the object around rows. It never prints a value. */
final class Draft {
    private final int number;
    private final Map<FieldName, FieldValue> fields = new HashMap<>();
    private final Map<FieldName, List<FieldValue>> lists = new HashMap<>();
    private final Map<String, String> ids = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    Draft(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /** Why the row cannot be used; the first reason stays. */
    void spoil(String why) {
        problems.add(why);
    }

    Optional<String> problem() {
        return problems.stream().findFirst();
    }

    Optional<String> id(String path) {
        return Optional.ofNullable(ids.get(path));
    }

    void keepId(AnswerTree.Id id, JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        boolean text = token == JsonToken.VALUE_STRING && !id.numeric();
        if (text || token == JsonToken.VALUE_NUMBER_INT) {
            ids.put(id.path(), parser.getText());
        } else {
            spoil("field " + id.path() + ": expected an id");
        }
    }

    void open(FieldRule rule) {
        lists.putIfAbsent(rule.name(), new ArrayList<>());
    }

    void keep(FieldRule rule, JsonParser parser, Instant now) throws IOException {
        List<FieldValue> list = lists.get(rule.name());
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            if (list == null) {
                keepNull(rule);
            }
            return;
        }
        try {
            FieldValue value = rule.type().read(parser, now);
            if (list == null) {
                fields.put(rule.name(), value);
            } else {
                list.add(value);
            }
        } catch (FieldType.WrongType wrong) {
            spoil("field " + rule.name() + ": " + wrong.why());
        }
    }

    void keepNull(FieldRule rule) {
        switch (rule.missing().ifNull()) {
            case NOTHING -> fields.put(rule.name(), new FieldValue.Nothing());
            case NOT_GRADED -> fields.put(rule.name(), new FieldValue.NotGraded());
            case UNREADABLE -> spoil("field " + rule.name() + ": expected a value, found null");
        }
    }

    /** Takes over what the object around the row holds. */
    void inherit(Draft outer) {
        ids.putAll(outer.ids);
        fields.putAll(outer.fields);
        outer.problem().ifPresent(this::spoil);
    }

    /** The fields of a finished row; {@link #problem()} is to be asked afterwards. */
    Map<FieldName, FieldValue> fields(List<FieldRule> wanted) {
        for (FieldRule rule : wanted) {
            List<FieldValue> list = lists.get(rule.name());
            if (list != null) {
                fields.put(rule.name(), rule.latest() ? latest(list) : texts(list));
            } else if (!fields.containsKey(rule.name())) {
                absent(rule);
            }
        }
        return fields;
    }

    private void absent(FieldRule rule) {
        switch (rule.missing().ifAbsent()) {
            case UNKNOWN -> {}
            case NOT_GRADED -> fields.put(rule.name(), new FieldValue.NotGraded());
            case UNREADABLE ->
                    spoil("field " + rule.name() + ": expected it in every row, it is absent");
        }
    }

    private static FieldValue texts(List<FieldValue> list) {
        return new FieldValue.Items(
                list.stream()
                        .map(value -> ((FieldValue.Text) value).value())
                        .distinct()
                        .sorted()
                        .toList());
    }

    private static FieldValue latest(List<FieldValue> list) {
        return list.stream()
                .filter(FieldValue.Moment.class::isInstance)
                .map(FieldValue.Moment.class::cast)
                .max(Comparator.comparing(FieldValue.Moment::value))
                .map(FieldValue.class::cast)
                .orElseGet(FieldValue.Nothing::new);
    }

    @Override
    public String toString() {
        return "row " + number;
    }
}
