package org.passerelle.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.passerelle.api.accounts.Access;
import org.passerelle.api.accounts.Role;
import org.passerelle.messages.MessageCodec;
import org.passerelle.retention.holds.Hold;
import org.passerelle.retention.holds.HoldKind;
import org.passerelle.retention.holds.Holds;
import org.passerelle.retention.holds.Holds.Outcome;

/** What a person puts in the way of an erasure: an open claim, a restriction. */
public final class HoldOperations {
    private final Holds holds;
    private final LongPredicate ofRequest;
    private final Owners owners;

    /**
     * @param ofRequest whether a hold was placed by a request of the person, who is told before it
     *     is lifted
     */
    public HoldOperations(Holds holds, LongPredicate ofRequest, Owners owners) {
        this.holds = holds;
        this.ofRequest = ofRequest;
        this.owners = owners;
    }

    public List<Operation> all() {
        var deciders = Access.of(Role.DPO);
        return List.of(
                Operation.get(
                        "holds-list",
                        "/holds",
                        Access.of(Role.ADMINISTRATOR, Role.DPO, Role.AUDITOR),
                        this::list),
                Operation.post("holds-place", "/holds", deciders, this::place),
                Operation.delete("holds-lift", "/holds/{number}", deciders, this::lift));
    }

    private ApiAnswer list(ApiRequest request) {
        int limit = request.limit();
        long after = request.text("after").isPresent() ? request.number("after") : 0;
        return ApiAnswer.ok(
                Page.of(
                        Page.seen(
                                holds::list,
                                after,
                                limit + 1,
                                Hold::id,
                                hold -> owners.seen(request, hold.subject())),
                        limit,
                        HoldOperations::view,
                        hold -> Long.toString(hold.id())));
    }

    private ApiAnswer place(ApiRequest request) {
        request.onlyFields("subject", "kind", "reason", "until");
        var kind = kind(request);
        var placing =
                new Holds.Placing(
                        Pseudonyms.inBody(request), kind, reason(request), until(request, kind));
        return answer(
                owners.seen(request, placing.subject())
                        ? holds.place(placing, request.actor())
                        : new Outcome.UnknownSubject());
    }

    private ApiAnswer lift(ApiRequest request) {
        long number = request.number("number");
        if (!seen(request, number)) {
            return answer(new Outcome.NotStanding());
        }
        if (ofRequest.test(number)) {
            return new ApiAnswer.Refused(
                    Problem.conflict(
                            "a request of the person placed this restriction, and the person is told"
                                    + " before it is lifted (Art. 18(3)): passerelle request lift"));
        }
        var hold = holds.list(number - 1, 1).stream().filter(one -> one.id() == number).findFirst();
        return hold.filter(one -> one.kind() == HoldKind.RESTRICTION).isPresent()
                ? answer(holds.liftTold(number, told(request), request.actor()))
                : answer(holds.lift(number, request.actor()));
    }

    private static LocalDate told(ApiRequest request) {
        return request.date("told")
                .orElseThrow(
                        () ->
                                new RequestProblem(
                                        Problem.conflict(
                                                "the person is told before a restriction is lifted"
                                                        + " (Art. 18(3)); say on which day:"
                                                        + " passerelle hold lift NUMBER --told DATE")));
    }

    private boolean seen(ApiRequest request, long number) {
        return request.seesAll()
                || holds.list(number - 1, 1).stream()
                        .filter(hold -> hold.id() == number)
                        .anyMatch(hold -> owners.seen(request, hold.subject()));
    }

    private static ApiAnswer answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Placed placed ->
                    ApiAnswer.created(
                            MessageCodec.json().createObjectNode().put("number", placed.id()));
            case Outcome.Lifted lifted ->
                    ApiAnswer.ok(
                            MessageCodec.json()
                                    .createObjectNode()
                                    .put("lifted", true)
                                    .put("subject", lifted.subject().toString()));
            case Outcome.UnknownSubject unknown -> Pseudonyms.ofNobody();
            case Outcome.Over over -> throw bad("until: expected a day that has not passed");
            case Outcome.NotToldYet early ->
                    new ApiAnswer.Refused(
                            Problem.conflict(
                                    "told: expected the day on which the letter left, today at the"
                                            + " latest"));
            case Outcome.NotStanding none ->
                    new ApiAnswer.Refused(Problem.notFound("no hold of this number stands"));
        };
    }

    private static HoldKind kind(ApiRequest request) {
        return HoldKind.of(request.requiredText("kind"))
                .filter(HoldKind::placed)
                .orElseThrow(() -> bad("kind: expected legal-hold or restriction"));
    }

    private static String reason(ApiRequest request) {
        return Optional.of(request.requiredText("reason"))
                .filter(code -> code.matches("[a-z][a-z0-9-]{0,63}"))
                .orElseThrow(
                        () ->
                                bad(
                                        "reason: expected a code in kebab-case such as claim-open,"
                                                + " without any name"));
    }

    private static Optional<LocalDate> until(ApiRequest request, HoldKind kind) {
        try {
            var until = request.bodyText("until").map(LocalDate::parse);
            if (kind == HoldKind.LEGAL_HOLD && until.isEmpty()) {
                throw bad(
                        "until: a legal hold has a last day, such as 2027-06-30; place it again"
                                + " before then if the claim is still open");
            }
            return until;
        } catch (DateTimeException e) {
            throw bad("until: expected a date such as 2027-06-30");
        }
    }

    private static RequestProblem bad(String detail) {
        return new RequestProblem(Problem.badRequest(detail));
    }

    private static ObjectNode view(Hold hold) {
        var view =
                MessageCodec.json()
                        .createObjectNode()
                        .put("number", hold.id())
                        .put("subject", hold.subject().toString())
                        .put("kind", hold.kind().key())
                        .put("reason", hold.reason())
                        .put("placedBy", hold.placedBy())
                        .put("placedAt", hold.placedAt().toString());
        hold.until().ifPresent(day -> view.put("until", day.toString()));
        return view;
    }
}
