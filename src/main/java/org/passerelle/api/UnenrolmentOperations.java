package org.passerelle.api;

import java.util.List;
import java.util.Optional;
import org.passerelle.api.accounts.Access;
import org.passerelle.api.accounts.Role;
import org.passerelle.commands.desk.UnenrolmentDesk;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.CourseId;

/** Ending one enrolment of a learner, whose grades in that course the platform then deletes. */
public final class UnenrolmentOperations {
    private final UnenrolmentDesk desk;
    private final Owners owners;

    public UnenrolmentOperations(UnenrolmentDesk desk, Owners owners) {
        this.desk = desk;
        this.owners = owners;
    }

    public List<Operation> all() {
        return List.of(
                Operation.post(
                        "commands-unenrol",
                        "/commands/unenrolments",
                        Access.of(Role.ADMINISTRATOR, Role.DPO),
                        this::propose));
    }

    private ApiAnswer propose(ApiRequest request) {
        request.onlyFields("subject", "course");
        var course = course(request);
        var order = new UnenrolmentDesk.Order(Pseudonyms.inBody(request), course, request.actor());
        if (!owners.seen(request, order.subject())) {
            return Pseudonyms.ofNobody();
        }
        return switch (desk.propose(order)) {
            case UnenrolmentDesk.Answer.Proposed proposed ->
                    ApiAnswer.created(
                            MessageCodec.json()
                                    .createObjectNode()
                                    .put("number", proposed.command().value())
                                    .put("result", "proposed")
                                    .put("course", course.value()));
            case UnenrolmentDesk.Answer.AlreadyOpen open ->
                    new ApiAnswer.Refused(
                            Problem.refused(
                                    "an unenrolment of this subject from this course is open; decide"
                                            + " about it first: passerelle command list"));
            case UnenrolmentDesk.Answer.UnknownSubject unknown -> Pseudonyms.ofNobody();
        };
    }

    private static CourseId course(ApiRequest request) {
        return Optional.of(request.body().path("course"))
                .filter(number -> number.canConvertToExactIntegral() && number.canConvertToLong())
                .filter(number -> number.longValue() > 0)
                .map(number -> new CourseId(number.longValue()))
                .orElseThrow(
                        () -> bad("course: expected the course's number on the platform, from 1"));
    }

    private static RequestProblem bad(String detail) {
        return new RequestProblem(Problem.badRequest(detail));
    }
}
