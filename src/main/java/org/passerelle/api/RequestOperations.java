package org.passerelle.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.passerelle.learning.AmbiguousLearnerNumber;
import org.passerelle.learning.SubjectDirectory;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.pack.Packs;
import org.passerelle.rights.deadlines.Deadline;
import org.passerelle.rights.requests.Applicant;
import org.passerelle.rights.requests.Intakes;
import org.passerelle.rights.requests.Opening;
import org.passerelle.rights.requests.RequestDesk;
import org.passerelle.rights.requests.RequestState;
import org.passerelle.rights.requests.RequestType;

/**
 * Requests of data subjects: taking them in, finding and reading them. An account with a role for
 * one organisation sees nothing of another's, not even that a number exists.
 */
public final class RequestOperations {
    private static final int LONGEST = 10_000;
    private static final Set<String> CODES = Set.of("ground", "until", "purposes");

    private final Packs packs;
    private final SubjectDirectory directory;
    private final Intakes intakes;
    private final RequestDoor door;
    private final RequestDesk desk;

    public RequestOperations(
            Packs packs, SubjectDirectory directory, Intakes intakes, RequestDoor door) {
        this.packs = packs;
        this.directory = directory;
        this.intakes = intakes;
        this.door = door;
        this.desk = door.desk();
    }

    public List<Operation> all() {
        return List.of(
                new Operation(
                        "requests-open",
                        Operation.Method.POST,
                        "/requests",
                        RequestDoor.OFFICERS,
                        Operation.Body.SMALL,
                        this::open),
                Operation.get("requests-list", "/requests", RequestDoor.READERS, this::list),
                Operation.get(
                        "requests-show", "/requests/{number}", RequestDoor.READERS, this::show),
                Operation.get(
                        "requests-read",
                        "/requests/{number}/applicant",
                        RequestDoor.OFFICERS,
                        this::read),
                Operation.post(
                        "requests-clarify",
                        "/requests/{number}/clarifications",
                        RequestDoor.OFFICERS,
                        this::clarify));
    }

    private ApiAnswer open(ApiRequest request) {
        request.onlyFields(
                "organisation",
                "type",
                "channel",
                "receivedAt",
                "receivedOn",
                "platform",
                "learnerNumber",
                "subject",
                "applicant",
                "particulars");
        var organisation = organisation(request);
        door.mustBeOf(request, organisation, RequestDoor.OFFICERS);
        var opening =
                new Opening(
                        organisation,
                        type(request),
                        request.requiredText("channel"),
                        received(request),
                        subject(request, organisation),
                        Applicant.of(texts(request, "applicant")),
                        particulars(request));
        return RequestDoor.answer(intakes.open(opening, request.actor()), 201, door.today());
    }

    private ApiAnswer clarify(ApiRequest request) {
        request.onlyFields("applicant");
        return door.on(
                request, id -> intakes.clarify(id, texts(request, "applicant"), request.actor()));
    }

    private ApiAnswer list(ApiRequest request) {
        int limit = request.limit();
        long after = request.text("after").isPresent() ? request.number("after") : 0;
        var rows = desk.list(visible(request), states(request), after, limit + 1);
        return ApiAnswer.ok(
                Page.of(
                        rows,
                        limit,
                        row -> RequestViews.of(row, door.today()),
                        row -> row.id().toString()));
    }

    private List<OrganisationKey> visible(ApiRequest request) {
        var wished = request.text("organisation");
        return packs.organisations().stream()
                .map(organisation -> organisation.key())
                .filter(key -> request.caller().may(RequestDoor.READERS.roles(), key))
                .filter(key -> wished.map(key.value()::equals).orElse(true))
                .toList();
    }

    private static Collection<RequestState> states(ApiRequest request) {
        var text = request.text("state").orElse("open");
        return switch (text) {
            case "all" -> List.of(RequestState.values());
            case "open" ->
                    Arrays.stream(RequestState.values()).filter(state -> !state.ended()).toList();
            default ->
                    RequestState.of(text)
                            .map(List::of)
                            .orElseThrow(
                                    () -> bad("state: expected open, all, " + RequestState.keys()));
        };
    }

    private ApiAnswer show(ApiRequest request) {
        return door.see(
                request,
                RequestDoor.READERS,
                id -> desk.outline(id).map(view -> RequestViews.of(view, door.today())));
    }

    private ApiAnswer read(ApiRequest request) {
        return door.see(
                request,
                RequestDoor.OFFICERS,
                id ->
                        desk.read(id, request.actor())
                                .map(view -> RequestViews.withApplicant(view, door.today())));
    }

    private static OrganisationKey organisation(ApiRequest request) {
        return Optional.of(request.requiredText("organisation"))
                .filter(key -> key.matches("[a-z0-9][a-z0-9-]{0,63}"))
                .map(OrganisationKey::new)
                .orElseThrow(() -> bad("organisation: expected the key of one"));
    }

    private static RequestType type(ApiRequest request) {
        return RequestType.of(request.requiredText("type"))
                .orElseThrow(() -> bad("type: expected one of " + RequestType.keys()));
    }

    private Instant received(ApiRequest request) {
        try {
            return request.bodyText("receivedAt")
                    .map(text -> OffsetDateTime.parse(text).toInstant())
                    .or(
                            () ->
                                    request.bodyText("receivedOn")
                                            .map(LocalDate::parse)
                                            .map(
                                                    day ->
                                                            day.atStartOfDay(Deadline.ZONE)
                                                                    .toInstant()))
                    .orElseGet(door::now);
        } catch (DateTimeException e) {
            throw bad("receivedAt: expected an instant, or receivedOn: a day such as 2026-03-05");
        }
    }

    private Optional<SubjectId> subject(ApiRequest request, OrganisationKey organisation) {
        var pseudonym = Pseudonyms.givenInBody(request);
        if (pseudonym.isPresent()) {
            return Optional.of(door.subjectOf(organisation, pseudonym.get()));
        }
        var number = request.bodyText("learnerNumber");
        if (number.isEmpty()) {
            return Optional.empty();
        }
        try {
            return directory.byLearnerNumber(platform(request, organisation), number.get());
        } catch (AmbiguousLearnerNumber e) {
            throw bad(
                    "learnerNumber: two accounts carry it; name the subject at the identity check");
        }
    }

    private PlatformKey platform(ApiRequest request, OrganisationKey organisation) {
        return Optional.of(request.requiredText("platform"))
                .filter(key -> key.matches("[a-z0-9][a-z0-9-]{0,63}"))
                .map(PlatformKey::new)
                .filter(
                        key ->
                                packs.platform(key)
                                        .filter(one -> one.organisation().equals(organisation))
                                        .isPresent())
                .orElseThrow(() -> bad("platform: expected one of this organisation"));
    }

    /** The applicant's own words; a field's name is ours, its value is never quoted. */
    private static Map<String, String> texts(ApiRequest request, String field) {
        var node = request.body().path(field);
        var texts = new TreeMap<String, String>();
        for (var entry : node.properties()) {
            if (!entry.getKey()
                            .matches(
                                    "familyName|givenName|home|mailAddress|object|more\\.[A-Za-z]+")
                    || !entry.getValue().isTextual()
                    || entry.getValue().asText().length() > LONGEST) {
                throw bad(
                        field
                                + ": expected texts familyName, givenName, home, mailAddress, object,"
                                + " more.<field>");
            }
            texts.put(entry.getKey(), entry.getValue().asText());
        }
        return texts;
    }

    private static Map<String, String> particulars(ApiRequest request) {
        var codes = new TreeMap<String, String>();
        for (var entry : request.body().path("particulars").properties()) {
            if (!CODES.contains(entry.getKey())
                    || !entry.getValue().asText().matches("[a-z0-9-]+(,[a-z0-9-]+)*")) {
                throw bad(
                        "particulars: expected codes ground, until (a date), purposes (keys, comma)");
            }
            codes.put(entry.getKey(), entry.getValue().asText());
        }
        try {
            Optional.ofNullable(codes.get("until")).ifPresent(LocalDate::parse);
        } catch (DateTimeException e) {
            throw bad("particulars: until: expected a date such as 2026-09-30");
        }
        return codes;
    }

    private static RequestProblem bad(String detail) {
        return new RequestProblem(Problem.badRequest(detail));
    }
}
