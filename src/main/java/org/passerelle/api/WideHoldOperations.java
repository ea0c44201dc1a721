package org.passerelle.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.passerelle.api.accounts.Access;
import org.passerelle.api.accounts.Role;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.retention.holds.WideHold;
import org.passerelle.retention.holds.WideHolds;
import org.passerelle.retention.holds.WideHolds.Outcome;

/** Legal holds on a course or a whole organisation. */
public final class WideHoldOperations {
    private static final String KEY = "[a-z0-9][a-z0-9-]{0,63}";

    private final WideHolds holds;

    public WideHoldOperations(WideHolds holds) {
        this.holds = holds;
    }

    public List<Operation> all() {
        var deciders = Access.of(Role.DPO);
        return List.of(
                Operation.get(
                        "wide-holds-list",
                        "/wide-holds",
                        Access.of(Role.ADMINISTRATOR, Role.DPO, Role.AUDITOR),
                        this::list),
                Operation.post("wide-holds-place", "/wide-holds", deciders, this::place),
                Operation.delete("wide-holds-lift", "/wide-holds/{number}", deciders, this::lift));
    }

    private ApiAnswer list(ApiRequest request) {
        var organisation = ForOrganisation.key(request.text("organisation"));
        var seen = request.sees(organisation) ? holds.list(organisation) : List.<WideHold>of();
        return ApiAnswer.ok(Page.all(seen, WideHoldOperations::view));
    }

    private ApiAnswer place(ApiRequest request) {
        request.onlyFields("organisation", "platform", "course", "reason", "until");
        var organisation = ForOrganisation.key(request.bodyText("organisation"));
        if (!request.sees(organisation)) {
            return notTheirs();
        }
        var placing =
                new WideHolds.Placing(
                        organisation, course(request), reason(request), until(request));
        return switch (holds.place(placing, request.actor())) {
            case Outcome.Placed placed ->
                    ApiAnswer.created(
                            MessageCodec.json().createObjectNode().put("number", placed.number()));
            case Outcome.NotTheirs not -> notTheirs();
            case Outcome.Over over ->
                    throw ForOrganisation.bad("until: expected a day that has not passed");
        };
    }

    private ApiAnswer lift(ApiRequest request) {
        long number = request.number("number");
        boolean lifted =
                holds.find(number)
                        .filter(hold -> request.sees(hold.organisation()))
                        .filter(hold -> holds.lift(hold, request.actor()))
                        .isPresent();
        return lifted
                ? ApiAnswer.ok(MessageCodec.json().createObjectNode().put("lifted", true))
                : new ApiAnswer.Refused(Problem.notFound("no hold of this number stands"));
    }

    private static ApiAnswer notTheirs() {
        return new ApiAnswer.Refused(
                Problem.notFound("no organisation, or no platform of it, has this key"));
    }

    private static Optional<WideHold.OfCourse> course(ApiRequest request) {
        var number = request.bodyNumber("course");
        if (number.isEmpty() && request.bodyText("platform").isEmpty()) {
            return Optional.empty();
        }
        var platform =
                request.bodyText("platform")
                        .filter(text -> text.matches(KEY))
                        .orElseThrow(
                                () ->
                                        ForOrganisation.bad(
                                                "platform: expected the platform of the course"));
        return Optional.of(
                new WideHold.OfCourse(
                        new PlatformKey(platform),
                        new CourseId(
                                number.orElseThrow(
                                        () ->
                                                ForOrganisation.bad(
                                                        "course: expected its number there")))));
    }

    private static String reason(ApiRequest request) {
        return Optional.of(request.requiredText("reason"))
                .filter(code -> code.matches("[a-z][a-z0-9-]{0,63}"))
                .orElseThrow(
                        () ->
                                ForOrganisation.bad(
                                        "reason: expected a code in kebab-case such as audit-2027,"
                                                + " without any name"));
    }

    private static LocalDate until(ApiRequest request) {
        try {
            return LocalDate.parse(request.requiredText("until"));
        } catch (DateTimeException e) {
            throw ForOrganisation.bad("until: expected a date such as 2027-06-30");
        }
    }

    private static ObjectNode view(WideHold hold) {
        var view =
                MessageCodec.json()
                        .createObjectNode()
                        .put("number", hold.number())
                        .put("organisation", hold.organisation().value())
                        .put("reason", hold.reason())
                        .put("until", hold.until().toString())
                        .put("placedBy", hold.placedBy())
                        .put("placedAt", hold.placedAt().toString());
        hold.course()
                .ifPresent(
                        of ->
                                view.put("platform", of.platform().value())
                                        .put("course", of.course().value()));
        return view;
    }
}
