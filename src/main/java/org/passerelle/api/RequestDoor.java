package org.passerelle.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import org.passerelle.api.accounts.Access;
import org.passerelle.api.accounts.Role;
import org.passerelle.learning.SubjectDirectory;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.rights.requests.Outcome;
import org.passerelle.rights.requests.RequestDesk;
import org.passerelle.rights.requests.RequestId;
import org.passerelle.rights.requests.RightsGround;

/** What all operations on requests share: who may see which, and how an outcome is answered. */
public final class RequestDoor {
    /** Who asked and what is decided is the officers' alone. */
    static final Access OFFICERS = Access.of(Role.DPO);

    static final Access READERS = Access.of(Role.DPO, Role.AUDITOR);

    private final RightsGround ground;
    private final RequestDesk desk;
    private final SubjectDirectory directory;

    public RequestDoor(RightsGround ground, RequestDesk desk, SubjectDirectory directory) {
        this.ground = ground;
        this.desk = desk;
        this.directory = directory;
    }

    RequestDesk desk() {
        return desk;
    }

    LocalDate today() {
        return ground.today();
    }

    Instant now() {
        return ground.clock().instant();
    }

    /** Acts on one request of an organisation the caller is an officer of. */
    ApiAnswer on(ApiRequest request, Function<RequestId, Outcome> act) {
        var id = new RequestId(request.number("number"));
        return visible(request, id, OFFICERS)
                ? answer(act.apply(id), 200, today())
                : new ApiAnswer.Refused(noSuch());
    }

    ApiAnswer see(
            ApiRequest request, Access access, Function<RequestId, Optional<ObjectNode>> view) {
        var id = new RequestId(request.number("number"));
        var seen = visible(request, id, access) ? view.apply(id) : Optional.<ObjectNode>empty();
        return seen.<ApiAnswer>map(ApiAnswer::ok).orElseGet(() -> new ApiAnswer.Refused(noSuch()));
    }

    boolean visible(ApiRequest request, RequestId id, Access access) {
        return desk.find(id)
                .filter(found -> request.caller().may(access.roles(), found.organisation()))
                .isPresent();
    }

    void mustBeOf(ApiRequest request, OrganisationKey organisation, Access access) {
        if (!request.caller().may(access.roles(), organisation)) {
            throw new RequestProblem(
                    Problem.notForYou("dpo of the organisation the request is for"));
        }
    }

    /** The same subject, if it is one of this organisation's. */
    SubjectId subjectOf(OrganisationKey organisation, SubjectId subject) {
        return directory
                .platformOf(subject)
                .flatMap(ground.packs()::platform)
                .filter(platform -> platform.organisation().equals(organisation))
                .map(platform -> subject)
                .orElseThrow(
                        () ->
                                new RequestProblem(
                                        Problem.notFound(
                                                "no subject of this organisation has this pseudonym")));
    }

    static ApiAnswer answer(Outcome outcome, int status, LocalDate today) {
        return switch (outcome) {
            case Outcome.Done done ->
                    new ApiAnswer.Json(status, RequestViews.of(done.request(), today));
            case Outcome.Refused no -> new ApiAnswer.Refused(Problem.conflict(no.why()));
            case Outcome.Unknown unknown -> new ApiAnswer.Refused(noSuch());
        };
    }

    static Problem noSuch() {
        return Problem.notFound("no request has this number");
    }
}
