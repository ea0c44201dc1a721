package org.passerelle.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.passerelle.api.accounts.Access;
import org.passerelle.api.accounts.Role;
import org.passerelle.decisions.DecisionRecord;
import org.passerelle.decisions.Explanations;
import org.passerelle.decisions.Explanations.Outcome;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.FieldName;
import org.passerelle.policy.Evidence;
import org.passerelle.policy.Operation;
import org.passerelle.policy.PurposeKey;
import org.passerelle.policy.Question.Asker;
import org.passerelle.policy.Question.CourseTie;
import org.passerelle.policy.RoleKey;

/** Why something is allowed or refused: asked now, or decided earlier. */
public final class DecisionOperations {
    private static final Set<Role> READERS = Set.of(Role.ADMINISTRATOR, Role.DPO, Role.AUDITOR);
    private static final String CODE = "[A-Za-z0-9][A-Za-z0-9._/-]{0,63}";

    private final Explanations explanations;

    public DecisionOperations(Explanations explanations) {
        this.explanations = explanations;
    }

    public List<org.passerelle.api.Operation> all() {
        var access = new Access(READERS);
        return List.of(
                org.passerelle.api.Operation.post(
                        "decisions-explain", "/decisions", access, this::explain),
                org.passerelle.api.Operation.get(
                        "decisions-show", "/decisions/{number}", access, this::show),
                org.passerelle.api.Operation.get(
                        "decisions-list", "/decisions", access, this::list));
    }

    private ApiAnswer list(ApiRequest request) {
        var subject = Pseudonyms.inQuery(request);
        int limit = request.limit();
        long after = request.text("after").isPresent() ? request.number("after") : 0;
        return ApiAnswer.ok(
                Page.of(
                        Page.seen(
                                (from, rows) -> explanations.about(subject, from, rows),
                                after,
                                limit + 1,
                                DecisionRecord::id,
                                found -> mayRead(request, found)),
                        limit,
                        DecisionOperations::line,
                        found -> Long.toString(found.id())));
    }

    private static boolean mayRead(ApiRequest request, DecisionRecord found) {
        return request.caller().may(READERS, found.pack().organisation());
    }

    private ApiAnswer show(ApiRequest request) {
        return explanations
                .find(request.number("number"))
                .filter(found -> mayRead(request, found))
                .map(found -> ApiAnswer.ok(view(found)))
                .orElseGet(
                        () ->
                                new ApiAnswer.Refused(
                                        Problem.notFound("no decision has this number")));
    }

    private ApiAnswer explain(ApiRequest request) {
        request.onlyFields(
                "subject",
                "purpose",
                "recipient",
                "operation",
                "course",
                "exportGroup",
                "fields",
                "legalText",
                "motive");
        var wanted = wanted(request);
        var organisation =
                explanations.packOf(wanted.subject()).map(pack -> pack.version().organisation());
        if (organisation.filter(key -> request.caller().may(READERS, key)).isEmpty()) {
            return Pseudonyms.ofNobody();
        }
        return switch (explanations.explain(wanted, request.actor())) {
            case Outcome.Explained explained -> ApiAnswer.created(view(explained.decision()));
            case Outcome.UnknownSubject unknown -> Pseudonyms.ofNobody();
            case Outcome.UnknownField unknown ->
                    throw bad("fields: expected names of the mapping files");
        };
    }

    private static Explanations.Wanted wanted(ApiRequest request) {
        return new Explanations.Wanted(
                Pseudonyms.inBody(request),
                text(request, "purpose", "[a-z][a-z0-9-]{0,63}", PurposeKey::new),
                operation(request),
                asker(request),
                request.bodyTexts("fields").stream()
                        .map(DecisionOperations::field)
                        .collect(Collectors.toSet()),
                shown(request));
    }

    private static Operation operation(ApiRequest request) {
        return Operation.of(request.bodyText("operation").orElse("read"))
                .orElseThrow(() -> bad("operation: expected one such as read or export"));
    }

    private static Asker asker(ApiRequest request) {
        var role = request.bodyText("recipient").orElse(RoleKey.BRIDGE.value());
        if (!role.matches("[a-z][a-z0-9-]{0,63}")) {
            throw bad("recipient: expected a key of recipients.yaml");
        }
        var tie =
                switch (request.bodyText("course").orElse("none")) {
                    case "own" -> CourseTie.OWN_COURSE;
                    case "other" -> CourseTie.OTHER_COURSE;
                    case "none" -> CourseTie.NONE;
                    default -> throw bad("course: expected own, other or none");
                };
        return new Asker(new RoleKey(role), tie, request.bodyFlag("exportGroup", false));
    }

    private static List<Evidence> shown(ApiRequest request) {
        var shown = new ArrayList<Evidence>();
        code(request, "legalText").map(Evidence.LegalText::new).ifPresent(shown::add);
        code(request, "motive").map(Evidence.Motive::new).ifPresent(shown::add);
        return shown;
    }

    private static Optional<String> code(ApiRequest request, String name) {
        var given = request.bodyText(name);
        if (given.isPresent() && !given.get().matches(CODE)) {
            throw bad(name + ": expected a reference without spaces, such as R6313-3");
        }
        return given;
    }

    private static FieldName field(String name) {
        try {
            return new FieldName(name);
        } catch (IllegalArgumentException e) {
            throw bad("fields: expected names of the mapping files");
        }
    }

    private static <T> T text(
            ApiRequest request, String name, String form, Function<String, T> reading) {
        return Optional.of(request.requiredText(name))
                .filter(text -> text.matches(form))
                .map(reading)
                .orElseThrow(() -> bad(name + ": expected " + form));
    }

    private static RequestProblem bad(String detail) {
        return new RequestProblem(Problem.badRequest(detail));
    }

    private static ObjectNode view(DecisionRecord found) {
        var view = line(found);
        view.set("answer", found.answer());
        view.set("question", found.question());
        return view;
    }

    private static ObjectNode line(DecisionRecord found) {
        var view =
                MessageCodec.json()
                        .createObjectNode()
                        .put("number", found.id())
                        .put("decidedAt", found.at().toString())
                        .put("organisation", found.pack().organisation().value())
                        .put("packVersion", found.pack().version())
                        .put("about", found.about())
                        .put("reference", found.reference())
                        .put("actor", found.actor());
        found.subject().ifPresent(subject -> view.put("subject", subject.toString()));
        return view.put("decision", found.answer().path("decision").asText());
    }
}
