package org.passerelle.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.passerelle.api.accounts.Access;
import org.passerelle.api.accounts.Role;
import org.passerelle.disclosure.exports.Export;
import org.passerelle.disclosure.exports.ExportDesk;
import org.passerelle.disclosure.exports.ExportDesk.Fetching;
import org.passerelle.disclosure.exports.ExportDesk.Outcome;
import org.passerelle.disclosure.exports.Format;
import org.passerelle.disclosure.exports.Selection;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.Platform;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.RecordKind;
import org.passerelle.policy.PurposeKey;
import org.passerelle.policy.pack.Packs;

/** Exports: asked for, approved, fetched once, with what fell out and the receipt (IMP-30). */
public final class ExportOperations {
    private static final Access MEMBERS = Access.of(Role.EXPORTER);
    private static final Access APPROVERS = Access.of(Role.EXPORTER, Role.DPO);
    private static final Access READERS = Access.of(Role.EXPORTER, Role.DPO, Role.AUDITOR);
    private static final Access OFFICERS = Access.of(Role.DPO);
    private static final String KEY = "[a-z][a-z0-9-]{0,63}";
    private static final int MOST_OMISSIONS = 5000;

    private final Packs packs;
    private final ForOrganisation organisations;
    private final ExportDesk desk;

    public ExportOperations(Packs packs, ExportDesk desk) {
        this.packs = packs;
        this.organisations = new ForOrganisation(packs);
        this.desk = desk;
    }

    public List<Operation> all() {
        return List.of(
                Operation.post("exports-ask", "/exports", MEMBERS, this::ask),
                Operation.get("exports-list", "/exports", READERS, this::list),
                Operation.get("exports-show", "/exports/{number}", READERS, this::show),
                Operation.act(
                        "exports-approve", "/exports/{number}/approval", APPROVERS, this::approve),
                Operation.act("exports-fetch", "/exports/{number}/content", MEMBERS, this::fetch),
                Operation.get(
                        "exports-omissions",
                        "/exports/{number}/omissions",
                        READERS,
                        this::omissions),
                Operation.get(
                        "exports-receipt", "/exports/{number}/receipt", READERS, this::receipt));
    }

    private ApiAnswer ask(ApiRequest request) {
        request.onlyFields(
                "organisation",
                "platform",
                "recipient",
                "purpose",
                "kinds",
                "fields",
                "courses",
                "legalText",
                "format");
        var organisation = organisations.ofBody(request, MEMBERS);
        var order =
                new Export.Order(
                        organisation,
                        ForOrganisation.matching(request, "recipient", KEY),
                        new PurposeKey(ForOrganisation.matching(request, "purpose", KEY)),
                        selection(request, organisation),
                        format(request));
        return answer(desk.order(order, request.actor()), 201);
    }

    private Selection selection(ApiRequest request, OrganisationKey organisation) {
        return new Selection(
                platform(request, organisation),
                keys(request, "kinds", KEY).stream()
                        .map(RecordKind::new)
                        .collect(Collectors.toSet()),
                keys(request, "fields", "[a-z][A-Za-z0-9]{0,63}").stream()
                        .map(FieldName::new)
                        .toList(),
                request.bodyNumbers("courses").stream()
                        .map(CourseId::new)
                        .collect(Collectors.toSet()),
                request.bodyText("legalText").filter(text -> text.length() <= 200));
    }

    private static List<String> keys(ApiRequest request, String field, String form) {
        var keys = request.bodyTexts(field);
        if (keys.isEmpty() || !keys.stream().allMatch(key -> key.matches(form))) {
            throw ForOrganisation.bad(field + ": expected a list of at least one key");
        }
        return keys;
    }

    /** The one named, or the organisation's only one. */
    private PlatformKey platform(ApiRequest request, OrganisationKey organisation) {
        var own =
                packs.platforms().stream()
                        .filter(platform -> platform.organisation().equals(organisation))
                        .map(Platform::key)
                        .toList();
        return request.bodyText("platform")
                .or(() -> own.size() == 1 ? Optional.of(own.getFirst().value()) : Optional.empty())
                .flatMap(key -> own.stream().filter(one -> one.value().equals(key)).findFirst())
                .orElseThrow(
                        () -> ForOrganisation.bad("platform: expected one of this organisation's"));
    }

    private static Format format(ApiRequest request) {
        return Format.of(request.bodyText("format").orElse("csv"))
                .orElseThrow(
                        () -> ForOrganisation.bad("format: expected csv, csv-bom, jsonl or xlsx"));
    }

    private ApiAnswer list(ApiRequest request) {
        int limit = request.limit();
        long before = request.text("after").isPresent() ? request.number("after") : Long.MAX_VALUE;
        var organisation = organisations.named(request, READERS);
        return ApiAnswer.ok(
                Page.of(
                        desk.list(organisation, before, limit + 1),
                        limit,
                        ExportViews::of,
                        export -> Long.toString(export.id())));
    }

    private ApiAnswer show(ApiRequest request) {
        return ApiAnswer.ok(ExportViews.of(visible(request, READERS)));
    }

    private ApiAnswer approve(ApiRequest request) {
        var export = visible(request, APPROVERS);
        boolean officer = request.caller().may(OFFICERS.roles(), export.order().organisation());
        return answer(desk.approve(export.id(), request.actor(), officer), 200);
    }

    private ApiAnswer fetch(ApiRequest request) {
        var export = visible(request, MEMBERS);
        return switch (desk.fetch(export.id(), request.actor())) {
            case Fetching.Streaming streaming ->
                    new ApiAnswer.Stream(
                            export.order().format().contentType(),
                            "export-" + export.id() + "." + export.order().format().ending(),
                            streaming.bytes());
            case Fetching.NotNow no -> answer(no.why(), 200);
        };
    }

    private ApiAnswer omissions(ApiRequest request) {
        var export = visible(request, READERS);
        return ApiAnswer.ok(Page.all(desk.omissions(export.id(), MOST_OMISSIONS), ExportViews::of));
    }

    private ApiAnswer receipt(ApiRequest request) {
        var export = visible(request, READERS);
        return desk.receipt(export.id())
                .map(file -> ApiAnswer.ok(MessageCodec.decode(file, JsonNode.class)))
                .orElseGet(
                        () ->
                                new ApiAnswer.Refused(
                                        Problem.conflict(
                                                "it has a receipt once all of it was fetched; it is "
                                                        + export.state().key())));
    }

    /** One of an organisation where the caller has such a role; others are as if not there. */
    private Export visible(ApiRequest request, Access access) {
        return desk.find(request.number("number"))
                .filter(it -> mayAny(request, access.roles(), it))
                .orElseThrow(() -> new RequestProblem(noSuch()));
    }

    private static boolean mayAny(ApiRequest request, Set<Role> roles, Export export) {
        return request.caller().may(roles, export.order().organisation());
    }

    private static ApiAnswer answer(Outcome outcome, int status) {
        return switch (outcome) {
            case Outcome.Taken taken ->
                    new ApiAnswer.Json(
                            taken.export().state() == Export.State.WAITING ? 202 : status,
                            ExportViews.of(taken.export()));
            case Outcome.Denied denied ->
                    new ApiAnswer.Refused(
                            new Problem(
                                    403,
                                    "export-denied",
                                    "The rules refuse it",
                                    denied.because() + ": " + denied.reason()));
            case Outcome.Malformed wrong -> throw ForOrganisation.bad(wrong.why());
            case Outcome.Refused no -> new ApiAnswer.Refused(Problem.conflict(no.why()));
            case Outcome.Unknown unknown -> new ApiAnswer.Refused(noSuch());
        };
    }

    private static Problem noSuch() {
        return Problem.notFound("no export has this number");
    }
}
