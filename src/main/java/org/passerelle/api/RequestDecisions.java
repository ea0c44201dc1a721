package org.passerelle.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.rights.deadlines.Extension;
import org.passerelle.rights.requests.Assessments;
import org.passerelle.rights.requests.Identity;
import org.passerelle.rights.requests.Line;
import org.passerelle.rights.requests.RequestId;

/** What the officers decide on requests, one operation per step. */
public final class RequestDecisions {
    private final RequestDoor door;
    private final Assessments assessments;

    public RequestDecisions(RequestDoor door, Assessments assessments) {
        this.door = door;
        this.assessments = assessments;
    }

    public List<Operation> all() {
        return List.of(
                act("ask-back", "questions", this::askBack),
                post("verify-identity", "identity", this::identify),
                Operation.get(
                        "requests-proposal",
                        "/requests/{number}/proposal",
                        RequestDoor.READERS,
                        this::proposal),
                post("assess", "assessment", this::assess),
                post("approve", "approval", this::approve),
                act("abort", "withdrawal", this::abort),
                post("extend", "extension", this::extend),
                post("refuse", "refusal", this::refuse),
                post("answer", "answer", this::answered),
                act("close", "closing", this::close));
    }

    private static Operation post(String id, String path, Operation.Work work) {
        return Operation.post(
                "requests-" + id, "/requests/{number}/" + path, RequestDoor.OFFICERS, work);
    }

    private static Operation act(String id, String path, Operation.Work work) {
        return Operation.act(
                "requests-" + id, "/requests/{number}/" + path, RequestDoor.OFFICERS, work);
    }

    private ApiAnswer askBack(ApiRequest request) {
        return door.on(request, id -> door.desk().askBack(id, request.actor()));
    }

    private ApiAnswer identify(ApiRequest request) {
        return door.on(
                request,
                id -> {
                    request.onlyFields("method", "checkedOn", "subject");
                    var method =
                            Identity.Method.of(request.requiredText("method"))
                                    .orElseThrow(
                                            () ->
                                                    bad(
                                                            "method: expected one of "
                                                                    + Identity.Method.keys()));
                    var identity =
                            new Identity(
                                    method,
                                    request.actor(),
                                    day(request, "checkedOn").orElseGet(door::today));
                    var organisation = door.desk().find(id).orElseThrow().organisation();
                    var subject =
                            Pseudonyms.givenInBody(request)
                                    .map(found -> door.subjectOf(organisation, found));
                    return door.desk().identify(id, identity, subject);
                });
    }

    private ApiAnswer proposal(ApiRequest request) {
        return door.see(
                request,
                RequestDoor.READERS,
                id ->
                        door.desk()
                                .find(id)
                                .map(assessments::proposed)
                                .map(
                                        lines ->
                                                RequestViews.lines(
                                                        lines,
                                                        MessageCodec.json().createObjectNode())));
    }

    /** Without lines the pack's proposal is taken as it stands. */
    private ApiAnswer assess(ApiRequest request) {
        request.onlyFields("lines");
        return door.on(
                request,
                id ->
                        assessments.assess(
                                id,
                                request.body().has("lines") ? lines(request) : proposed(id),
                                request.actor()));
    }

    private List<Line> proposed(RequestId id) {
        return door.desk()
                .find(id)
                .filter(found -> found.type().decidedByCategory())
                .map(assessments::proposed)
                .orElseGet(List::of);
    }

    private static List<Line> lines(ApiRequest request) {
        var lines = new ArrayList<Line>();
        for (JsonNode item : request.body().path("lines")) {
            lines.add(line(item));
        }
        return lines;
    }

    private static Line line(JsonNode item) {
        try {
            return new Line(
                    DataCategory.of(item.path("category").asText())
                            .orElseThrow(() -> bad("lines: category: expected one of the pack's")),
                    Line.Verdict.of(item.path("verdict").asText())
                            .orElseThrow(
                                    () -> bad("lines: verdict: expected " + Line.Verdict.keys())),
                    item.path("because").asText(),
                    item.has("until")
                            ? Optional.of(LocalDate.parse(item.path("until").asText()))
                            : Optional.empty(),
                    item.path("rule").asText());
        } catch (DateTimeException e) {
            throw bad("lines: until: expected a date such as 2029-01-30");
        } catch (IllegalArgumentException e) {
            throw bad("lines: " + e.getMessage());
        }
    }

    private ApiAnswer approve(ApiRequest request) {
        request.onlyFields("coolOffDays");
        var days = request.body().path("coolOffDays");
        if (!days.isMissingNode() && (!days.isInt() || days.asInt() < 0 || days.asInt() > 28)) {
            throw bad("coolOffDays: expected a number from 0 to 28");
        }
        var coolOff =
                days.isMissingNode()
                        ? Optional.<Duration>empty()
                        : Optional.of(Duration.ofDays(days.asInt()));
        return door.on(request, id -> assessments.approve(id, coolOff, request.actor()));
    }

    private ApiAnswer abort(ApiRequest request) {
        return door.on(request, id -> door.desk().abort(id, request.actor()));
    }

    private ApiAnswer extend(ApiRequest request) {
        return door.on(
                request,
                id -> {
                    request.onlyFields("reason", "decidedOn", "notifiedOn");
                    return door.desk().answers().extend(id, extension(request), request.actor());
                });
    }

    private Extension extension(ApiRequest request) {
        var today = door.today();
        var reason =
                switch (request.requiredText("reason").toLowerCase(Locale.ROOT)) {
                    case "complexity" -> Extension.Reason.COMPLEXITY;
                    case "number-of-requests" -> Extension.Reason.NUMBER_OF_REQUESTS;
                    default -> throw bad("reason: expected complexity or number-of-requests");
                };
        try {
            return new Extension(
                    reason,
                    day(request, "decidedOn").orElse(today),
                    day(request, "notifiedOn").orElse(today));
        } catch (IllegalArgumentException e) {
            throw bad(String.valueOf(e.getMessage()));
        }
    }

    private ApiAnswer refuse(ApiRequest request) {
        return door.on(
                request,
                id -> {
                    request.onlyFields("because");
                    var because = request.requiredText("because");
                    if (!because.matches("[a-z][a-z0-9-]{0,63}")) {
                        throw bad("because: expected a code of config/rights/grounds.yaml");
                    }
                    return door.desk().refuse(id, because, request.actor());
                });
    }

    private ApiAnswer answered(ApiRequest request) {
        return door.on(
                request,
                id -> {
                    request.onlyFields("sentOn");
                    return door.desk()
                            .answers()
                            .answered(
                                    id,
                                    day(request, "sentOn").orElseGet(door::today),
                                    request.actor());
                });
    }

    private ApiAnswer close(ApiRequest request) {
        return door.on(request, id -> door.desk().answers().close(id, request.actor()));
    }

    private static Optional<LocalDate> day(ApiRequest request, String field) {
        try {
            return request.bodyText(field).map(LocalDate::parse);
        } catch (DateTimeException e) {
            throw bad(field + ": expected a date such as 2026-03-05");
        }
    }

    private static RequestProblem bad(String detail) {
        return new RequestProblem(Problem.badRequest(detail));
    }
}
