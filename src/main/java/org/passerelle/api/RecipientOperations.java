package org.passerelle.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.passerelle.api.accounts.Access;
import org.passerelle.api.accounts.Role;
import org.passerelle.disclosure.recipients.NoticeWay;
import org.passerelle.disclosure.recipients.RecipientDesk;
import org.passerelle.disclosure.recipients.RecipientDesk.Outcome;
import org.passerelle.disclosure.recipients.Registered;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.policy.RoleKey;
import org.passerelle.policy.pack.Packs;

/** The registry of recipients (IMP-34, UPR-31). */
public final class RecipientOperations {
    private static final Access READERS = Access.of(Role.DPO, Role.EXPORTER, Role.AUDITOR);
    private static final Access KEEPERS = Access.of(Role.DPO);
    private static final String KEY = "[a-z][a-z0-9-]{0,63}";

    private final ForOrganisation organisations;
    private final RecipientDesk desk;

    public RecipientOperations(Packs packs, RecipientDesk desk) {
        this.organisations = new ForOrganisation(packs);
        this.desk = desk;
    }

    public List<Operation> all() {
        return List.of(
                Operation.get("recipients-list", "/recipients", READERS, this::list),
                Operation.post("recipients-add", "/recipients", KEEPERS, this::add),
                Operation.post(
                        "recipients-end",
                        "/recipients/{organisation}/{key}/end",
                        KEEPERS,
                        this::end));
    }

    private ApiAnswer list(ApiRequest request) {
        int limit = request.limit();
        long after = request.text("after").isPresent() ? request.number("after") : 0;
        var organisation = organisations.named(request, READERS);
        return ApiAnswer.ok(
                Page.of(
                        desk.list(organisation, after, limit + 1),
                        limit,
                        RecipientOperations::view,
                        recipient -> Long.toString(recipient.id())));
    }

    private ApiAnswer add(ApiRequest request) {
        request.onlyFields(
                "organisation",
                "key",
                "title",
                "role",
                "country",
                "reference",
                "safeguard",
                "safeguardUntil",
                "courses",
                "from",
                "until",
                "notices",
                "address");
        var organisation = organisations.ofBody(request, KEEPERS);
        var adding =
                new RecipientDesk.Adding(
                        organisation,
                        ForOrganisation.matching(request, "key", KEY),
                        terms(request),
                        way(request),
                        ForOrganisation.requiredDay(request, "from"),
                        ForOrganisation.day(request, "until"));
        return answer(desk.add(adding, request.actor()));
    }

    private static Registered.Terms terms(ApiRequest request) {
        return new Registered.Terms(
                ForOrganisation.matching(request, "title", ".{1,200}"),
                new RoleKey(ForOrganisation.matching(request, "role", KEY)),
                ForOrganisation.matching(request, "country", "[A-Z]{2}"),
                ForOrganisation.matching(request, "reference", ".{1,200}"),
                safeguard(request),
                request.bodyNumbers("courses").stream()
                        .map(CourseId::new)
                        .collect(Collectors.toSet()));
    }

    private static Optional<Registered.Safeguard> safeguard(ApiRequest request) {
        var until = ForOrganisation.day(request, "safeguardUntil");
        if (request.bodyText("safeguard").isPresent() != until.isPresent()) {
            throw ForOrganisation.bad(
                    "safeguard: expected its reference together with safeguardUntil, its last day");
        }
        return until.map(
                day ->
                        new Registered.Safeguard(
                                ForOrganisation.matching(request, "safeguard", ".{1,200}"), day));
    }

    private static NoticeWay way(ApiRequest request) {
        return switch (request.requiredText("notices")) {
            case "queue" -> new NoticeWay.Queue();
            case "mail" ->
                    new NoticeWay.Mail(
                            new FieldValue.Text(
                                    ForOrganisation.matching(
                                            request,
                                            "address",
                                            "[^\\s@,;<>]{1,64}@[^\\s@,;<>]{1,190}")));
            default -> throw ForOrganisation.bad("notices: expected queue or mail");
        };
    }

    private ApiAnswer end(ApiRequest request) {
        request.onlyFields("on");
        var organisation = organisations.named(request, KEEPERS);
        LocalDate last = ForOrganisation.requiredDay(request, "on");
        return answer(desk.end(organisation, request.path("key"), last, request.actor()));
    }

    private static ApiAnswer answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Added added -> ApiAnswer.created(view(added.recipient()));
            case Outcome.Ended ended -> ApiAnswer.ok(view(ended.recipient()));
            case Outcome.Refused no -> new ApiAnswer.Refused(Problem.refused(no.why()));
            case Outcome.Unknown unknown ->
                    new ApiAnswer.Refused(
                            Problem.notFound("no recipient of this organisation has this key"));
        };
    }

    /** Without the address: it may be a person's. */
    static ObjectNode view(Registered recipient) {
        var terms = recipient.terms();
        var view =
                MessageCodec.json()
                        .createObjectNode()
                        .put("number", recipient.id())
                        .put("organisation", recipient.organisation().value())
                        .put("key", recipient.key())
                        .put("title", terms.title())
                        .put("role", terms.role().value())
                        .put("country", terms.country())
                        .put("reference", terms.reference())
                        .put("from", recipient.from().toString())
                        .put("notices", recipient.notices().key());
        recipient.until().ifPresent(day -> view.put("until", day.toString()));
        terms.safeguard()
                .ifPresent(
                        safeguard ->
                                view.put("safeguard", safeguard.reference())
                                        .put("safeguardUntil", safeguard.until().toString()));
        if (!terms.courses().isEmpty()) {
            var courses = view.putArray("courses");
            terms.courses().stream().sorted().forEach(course -> courses.add(course.value()));
        }
        return view;
    }
}
