package org.passerelle.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.passerelle.api.accounts.Access;
import org.passerelle.api.accounts.Role;
import org.passerelle.commands.desk.RectificationDesk;
import org.passerelle.commands.hands.RectifiableFields;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.FieldValue;

/**
 * Correcting what a platform holds of a learner. The values are taken in and never given out again:
 * the answer and {@code command show} name the fields only.
 */
public final class RectificationOperations {
    private static final int MOST_FIELDS = 20;
    private static final int LONGEST_VALUE = 1000;

    private final RectificationDesk desk;
    private final Owners owners;

    public RectificationOperations(RectificationDesk desk, Owners owners) {
        this.desk = desk;
        this.owners = owners;
    }

    public List<Operation> all() {
        return List.of(
                Operation.post(
                        "commands-rectify",
                        "/commands/rectifications",
                        Access.of(Role.ADMINISTRATOR, Role.DPO),
                        this::propose));
    }

    private ApiAnswer propose(ApiRequest request) {
        request.onlyFields("subject", "fields");
        var fields = fields(request.body());
        var order =
                new RectificationDesk.Order(Pseudonyms.inBody(request), fields, request.actor());
        if (!owners.seen(request, order.subject())) {
            return Pseudonyms.ofNobody();
        }
        return switch (desk.propose(order)) {
            case RectificationDesk.Answer.Proposed proposed -> {
                var view =
                        MessageCodec.json()
                                .createObjectNode()
                                .put("number", proposed.command().value())
                                .put("result", "proposed");
                var names = view.putArray("fields");
                fields.keySet().stream().map(FieldName::value).sorted().forEach(names::add);
                yield ApiAnswer.created(view);
            }
            case RectificationDesk.Answer.AlreadyOpen open ->
                    new ApiAnswer.Refused(
                            Problem.refused(
                                    "a rectification of this subject is open; decide about it"
                                            + " first: passerelle command list"));
            case RectificationDesk.Answer.NotRectifiable wrong -> throw notRectifiable(wrong);
            case RectificationDesk.Answer.UnknownSubject unknown -> Pseudonyms.ofNobody();
        };
    }

    private static RequestProblem notRectifiable(RectificationDesk.Answer.NotRectifiable wrong) {
        return bad(
                "fields: "
                        + wrong.fields().stream()
                                .map(FieldName::value)
                                .collect(Collectors.joining(", "))
                        + " cannot be rectified by a command; expected some of "
                        + RectifiableFields.names());
    }

    private static Map<FieldName, FieldValue.Text> fields(ObjectNode body) {
        var given = body.path("fields");
        if (!given.isObject() || given.isEmpty() || given.size() > MOST_FIELDS) {
            throw bad(
                    "fields: expected an object of 1 to "
                            + MOST_FIELDS
                            + " fields, named as in the mapping of users, such as city");
        }
        var fields = new HashMap<FieldName, FieldValue.Text>();
        given.properties().forEach(field -> fields.put(name(field.getKey()), text(field)));
        return fields;
    }

    private static FieldName name(String name) {
        if (!name.matches("[a-z][A-Za-z0-9]{0,63}")) {
            throw bad("fields: expected names as in the mapping of users, such as firstName");
        }
        return new FieldName(name);
    }

    private static FieldValue.Text text(Map.Entry<String, JsonNode> field) {
        return Optional.ofNullable(field.getValue().textValue())
                .filter(value -> value.length() <= LONGEST_VALUE)
                .map(FieldValue.Text::new)
                .orElseThrow(
                        () ->
                                bad(
                                        "fields: expected a text of at most "
                                                + LONGEST_VALUE
                                                + " characters for each"));
    }

    private static RequestProblem bad(String detail) {
        return new RequestProblem(Problem.badRequest(detail));
    }
}
