package org.passerelle.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.passerelle.api.accounts.Access;
import org.passerelle.api.accounts.Role;
import org.passerelle.failures.Cause;
import org.passerelle.failures.DiscardReason;
import org.passerelle.failures.FailedMessages;
import org.passerelle.failures.Failure;
import org.passerelle.failures.FailureState;
import org.passerelle.failures.ReplayOperation;
import org.passerelle.failures.ReplayOrder;
import org.passerelle.failures.ReplayOrder.Pace;
import org.passerelle.failures.ReplayOrder.Selection;
import org.passerelle.failures.Replays;
import org.passerelle.messages.MessageCodec;

/** What gave up, and what a person does about it. */
public final class FailedOperations {
    private static final Access READERS =
            Access.of(Role.ADMINISTRATOR, Role.SUPPORT, Role.DPO, Role.AUDITOR);
    private static final Access MENDERS = Access.of(Role.ADMINISTRATOR, Role.SUPPORT);

    /** A group or a replay may hold messages of every organisation. */
    private static final Access ALL_READERS =
            Access.everywhere(Role.ADMINISTRATOR, Role.SUPPORT, Role.DPO, Role.AUDITOR);

    private static final Access ALL_MENDERS = Access.everywhere(Role.ADMINISTRATOR, Role.SUPPORT);

    private final FailedMessages failed;
    private final Replays replays;

    public FailedOperations(FailedMessages failed, Replays replays) {
        this.failed = failed;
        this.replays = replays;
    }

    public List<Operation> all() {
        return List.of(
                Operation.get("failed-list", "/failed", READERS, this::list),
                Operation.get("failed-groups", "/failed/groups", ALL_READERS, this::groups),
                Operation.get("failed-show", "/failed/{number}", READERS, this::show),
                Operation.post("failed-replay", "/failed/replays", ALL_MENDERS, this::replay),
                Operation.get(
                        "failed-replay-show",
                        "/failed/replays/{number}",
                        ALL_READERS,
                        this::replayShow),
                Operation.delete(
                        "failed-replay-cancel",
                        "/failed/replays/{number}",
                        ALL_MENDERS,
                        this::cancel),
                Operation.post("failed-discard", "/failed/discards", MENDERS, this::discard));
    }

    private ApiAnswer list(ApiRequest request) {
        int limit = request.limit();
        var filter =
                new Failure.Filter(
                        request.text("state")
                                .map(FailedOperations::states)
                                .orElse(Failure.Filter.OPEN.states()),
                        request.text("group"),
                        request.text("route"));
        long before = request.text("after").isPresent() ? request.number("after") : Long.MAX_VALUE;
        return ApiAnswer.ok(
                Page.of(
                        Page.seen(
                                (from, most) -> failed.list(filter, from, most),
                                before,
                                limit + 1,
                                Failure::number,
                                failure -> sees(request, failure)),
                        limit,
                        FailedOperations::view,
                        failure -> Long.toString(failure.number())));
    }

    private static List<FailureState> states(String text) {
        if (text.equals("all")) {
            return List.of(FailureState.values());
        }
        return Arrays.stream(FailureState.values())
                .filter(state -> key(state).equals(text))
                .findFirst()
                .map(List::of)
                .orElseThrow(
                        () ->
                                new RequestProblem(
                                        Problem.badRequest(
                                                "state: expected all, "
                                                        + String.join(
                                                                ", ",
                                                                Arrays.stream(FailureState.values())
                                                                        .map(FailedOperations::key)
                                                                        .toList()))));
    }

    private ApiAnswer groups(ApiRequest request) {
        return ApiAnswer.ok(
                Page.all(
                        failed.groups(),
                        group ->
                                cause(group.key(), group.cause())
                                        .put("open", group.open())
                                        .put("firstAt", group.firstAt().toString())
                                        .put("lastAt", group.lastAt().toString())
                                        .put("oldestOpenAt", group.oldestOpenAt().toString())));
    }

    private ApiAnswer show(ApiRequest request) {
        long number = request.number("number");
        return failed.find(number)
                .filter(failure -> sees(request, failure))
                .map(
                        failure -> {
                            var view = view(failure);
                            var attempts = view.putArray("replays");
                            for (var attempt : failed.attempts(number)) {
                                attempts.addObject()
                                        .put("replay", attempt.operation())
                                        .put("sentAt", attempt.sentAt().toString())
                                        .put("outcome", attempt.outcome().toLowerCase(Locale.ROOT));
                            }
                            failed.masked(number).ifPresent(body -> view.put("maskedBody", body));
                            return ApiAnswer.ok(view);
                        })
                .orElseGet(() -> none("failed message"));
    }

    private ApiAnswer replay(ApiRequest request) {
        request.onlyFields("numbers", "group", "pace", "skipSuperseded");
        var order =
                new ReplayOrder(
                        selection(request),
                        request.actor(),
                        pace(request),
                        request.bodyFlag("skipSuperseded", true));
        return switch (replays.start(order)) {
            case Replays.Answer.Started started ->
                    ApiAnswer.begun(view(replays.find(started.operation()).orElseThrow()));
            case Replays.Answer.Nothing nothing ->
                    new ApiAnswer.Refused(Problem.conflict(nothing.reason()));
        };
    }

    private static Selection selection(ApiRequest request) {
        var numbers = request.bodyNumbers("numbers");
        var group = request.bodyText("group");
        if (numbers.isEmpty() == group.isEmpty()) {
            throw new RequestProblem(
                    Problem.badRequest("expected either numbers or group, and not both"));
        }
        return group.<Selection>map(Selection.WholeGroup::new)
                .orElseGet(() -> new Selection.Numbers(numbers));
    }

    private static Pace pace(ApiRequest request) {
        return switch (request.bodyText("pace").orElse("ramp")) {
            case "ramp" -> Pace.RAMP;
            case "one-by-one" -> Pace.ONE_BY_ONE;
            default ->
                    throw new RequestProblem(
                            Problem.badRequest("pace: expected ramp or one-by-one"));
        };
    }

    private ApiAnswer replayShow(ApiRequest request) {
        return replays.find(request.number("number"))
                .map(operation -> ApiAnswer.ok(view(operation)))
                .orElseGet(() -> none("replay"));
    }

    private ApiAnswer cancel(ApiRequest request) {
        long number = request.number("number");
        if (replays.find(number).isEmpty()) {
            return none("replay");
        }
        return replays.cancel(number, request.actor())
                ? ApiAnswer.ok(view(replays.find(number).orElseThrow()))
                : new ApiAnswer.Refused(Problem.conflict("this replay is not running any more"));
    }

    private ApiAnswer discard(ApiRequest request) {
        request.onlyFields("numbers", "reason");
        var reason =
                DiscardReason.of(request.requiredText("reason"))
                        .orElseThrow(
                                () ->
                                        new RequestProblem(
                                                Problem.badRequest(
                                                        "reason: expected one of "
                                                                + DiscardReason.keys())));
        var seen =
                request.bodyNumbers("numbers").stream()
                        .filter(
                                number ->
                                        failed.find(number)
                                                .filter(failure -> sees(request, failure))
                                                .isPresent())
                        .toList();
        var done = failed.discard(seen, reason, request.actor());
        if (done.isEmpty()) {
            return new ApiAnswer.Refused(
                    Problem.conflict(
                            "none of these messages is unresolved; nothing was discarded"));
        }
        var answer = MessageCodec.json().createObjectNode();
        done.forEach(answer.putArray("discarded")::add);
        return ApiAnswer.ok(answer);
    }

    /** What tells no organisation is seen by those who see all. */
    private static boolean sees(ApiRequest request, Failure failure) {
        return request.seesAll()
                || failure.label().organisation().filter(request::sees).isPresent();
    }

    private static ApiAnswer none(String what) {
        return new ApiAnswer.Refused(Problem.notFound("no " + what + " has this number"));
    }

    private static ObjectNode view(Failure failure) {
        var view =
                cause(failure.cause().groupKey(), failure.cause())
                        .put("number", failure.number())
                        .put("state", key(failure.state()))
                        .put("attempts", failure.attempts())
                        .put("failedAt", failure.times().failedAt().toString())
                        .put("lastFailedAt", failure.times().lastFailedAt().toString())
                        .put("bodyExpiresAt", failure.times().bodyExpiresAt().toString())
                        .put("bodyKept", failure.bodyKept());
        put(view, "messageType", failure.label().type());
        put(view, "messageId", failure.label().businessId());
        put(view, "organisation", failure.label().organisation());
        put(view, "subject", failure.label().subject());
        put(view, "queue", failure.address().map(address -> address.queue()));
        put(view, "note", failure.note());
        return view;
    }

    private static JsonNode view(ReplayOperation operation) {
        var view =
                MessageCodec.json()
                        .createObjectNode()
                        .put("number", operation.number())
                        .put("state", operation.state().name().toLowerCase(Locale.ROOT))
                        .put("by", operation.actor())
                        .put("startedAt", operation.startedAt().toString())
                        .put("waiting", operation.counts().waiting())
                        .put("underWay", operation.counts().underWay())
                        .put("resolved", operation.counts().resolved())
                        .put("failed", operation.counts().failed())
                        .put("unanswered", operation.counts().unanswered());
        put(view, "reason", operation.reason());
        return view;
    }

    private static ObjectNode cause(String key, Cause cause) {
        return MessageCodec.json()
                .createObjectNode()
                .put("group", key)
                .put("cause", cause.kind())
                .put("route", cause.route())
                .put("stop", cause.stop())
                .put("text", cause.text().value());
    }

    private static void put(ObjectNode view, String field, Optional<?> value) {
        value.ifPresent(found -> view.put(field, found.toString()));
    }

    private static String key(FailureState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
