package org.passerelle.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.api.accounts.Access;
import org.passerelle.api.accounts.Role;
import org.passerelle.decisions.PolicyDesk;
import org.passerelle.decisions.PolicyDesk.Outcome;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.policy.pack.Finding;
import org.passerelle.policy.pack.FindingCode;
import org.passerelle.policy.pack.Signature;

/** An organisation's pack: its findings, its signature. */
public final class PolicyOperations {
    private static final Set<Role> READERS = Set.of(Role.ADMINISTRATOR, Role.DPO, Role.AUDITOR);
    private static final Set<Role> OFFICERS = Set.of(Role.DPO);

    private final PolicyDesk desk;

    public PolicyOperations(PolicyDesk desk) {
        this.desk = desk;
    }

    public List<Operation> all() {
        var readers = new Access(READERS);
        var officers = new Access(OFFICERS);
        return List.of(
                Operation.get("policy-show", "/policy/{organisation}", readers, this::show),
                Operation.get(
                        "policy-findings",
                        "/policy/{organisation}/findings",
                        readers,
                        this::findings),
                Operation.post(
                        "policy-accept",
                        "/policy/{organisation}/acceptances",
                        officers,
                        this::accept),
                Operation.post(
                        "policy-sign", "/policy/{organisation}/signature", officers, this::sign));
    }

    private ApiAnswer show(ApiRequest request) {
        return ApiAnswer.ok(view(desk.running(organisation(request, READERS)).orElseThrow()));
    }

    private ApiAnswer findings(ApiRequest request) {
        var organisation = organisation(request, READERS);
        var today = desk.today(organisation);
        return ApiAnswer.ok(Page.all(desk.findings(organisation), finding -> view(finding, today)));
    }

    private ApiAnswer accept(ApiRequest request) {
        var organisation = organisation(request, OFFICERS);
        request.onlyFields("code", "row", "reason", "until");
        var code =
                FindingCode.of(request.requiredText("code"))
                        .orElseThrow(() -> bad("code: expected one of passerelle policy lint"));
        var reason = request.requiredText("reason");
        if (reason.length() < 10 || reason.length() > 500) {
            throw bad("reason: expected 10 to 500 characters");
        }
        var bearing =
                new PolicyDesk.Bearing(code, request.requiredText("row"), reason, until(request));
        return answer(desk.accept(organisation, bearing, request.actor()));
    }

    private ApiAnswer sign(ApiRequest request) {
        var organisation = organisation(request, OFFICERS);
        request.onlyFields("digest");
        return answer(desk.sign(organisation, request.requiredText("digest"), request.actor()));
    }

    private static ApiAnswer answer(Outcome outcome) {
        var view = MessageCodec.json().createObjectNode();
        return switch (outcome) {
            case Outcome.Signed signed ->
                    ApiAnswer.created(view.put("signed", signed.version().toString()));
            case Outcome.Accepted accepted ->
                    ApiAnswer.created(
                            view.put("accepted", accepted.finding().code().key())
                                    .put("row", accepted.finding().place().row())
                                    .put(
                                            "counts",
                                            accepted.finding().level() == Finding.Level.ERROR
                                                    ? "from the next start"
                                                    : "at once"));
            case Outcome.Refused refused -> new ApiAnswer.Refused(Problem.refused(refused.why()));
        };
    }

    /** One that is declared and that the caller's role is for; others do not exist for him. */
    private OrganisationKey organisation(ApiRequest request, Set<Role> roles) {
        return Optional.of(request.path("organisation"))
                .filter(key -> key.matches("[a-z0-9][a-z0-9-]{0,63}"))
                .map(OrganisationKey::new)
                .filter(key -> request.caller().may(roles, key))
                .filter(key -> desk.running(key).isPresent())
                .orElseThrow(
                        () -> new RequestProblem(Problem.notFound("no organisation has this key")));
    }

    private static LocalDate until(ApiRequest request) {
        try {
            return LocalDate.parse(request.requiredText("until"));
        } catch (DateTimeException e) {
            throw bad("until: expected a date such as 2027-06-30");
        }
    }

    private static RequestProblem bad(String detail) {
        return new RequestProblem(Problem.badRequest(detail));
    }

    private static ObjectNode view(PolicyDesk.Running running) {
        var view =
                MessageCodec.json()
                        .createObjectNode()
                        .put("organisation", running.version().organisation().value())
                        .put("version", running.version().version())
                        .put("digest", running.digest());
        switch (running.signature()) {
            case Signature.Signed signed ->
                    view.put("signed", true)
                            .put("signedBy", signed.by())
                            .put("signedOn", signed.on().toString());
            case Signature.Unsigned unsigned ->
                    view.put("signed", false).put("why", unsigned.why());
        }
        return view;
    }

    private static ObjectNode view(Finding finding, LocalDate today) {
        var view =
                MessageCodec.json()
                        .createObjectNode()
                        .put("code", finding.code().key())
                        .put("requirement", finding.code().requirement())
                        .put("severity", finding.level().key())
                        .put("row", finding.place().row())
                        .put("file", String.valueOf(finding.file().getFileName()))
                        .put("line", finding.line())
                        .put("what", finding.what())
                        .put("cure", finding.cure())
                        .put("accepted", finding.acceptedOn(today));
        finding.acceptance()
                .ifPresent(
                        one ->
                                view.put("acceptedUntil", one.until().toString())
                                        .put("reason", one.reason()));
        return view;
    }
}
