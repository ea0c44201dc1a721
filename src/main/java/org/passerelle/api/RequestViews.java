package org.passerelle.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import org.passerelle.messages.MessageCodec;
import org.passerelle.rights.deadlines.Deadline;
import org.passerelle.rights.requests.Applicant;
import org.passerelle.rights.requests.Event;
import org.passerelle.rights.requests.Line;
import org.passerelle.rights.requests.Request;
import org.passerelle.rights.requests.RequestDesk;

/** Requests as JSON. Only {@link #withApplicant} tells who asked. */
final class RequestViews {
    private RequestViews() {}

    static ObjectNode of(Request request, LocalDate today) {
        var deadline = request.deadline();
        var view =
                MessageCodec.json()
                        .createObjectNode()
                        .put("number", request.id().value())
                        .put("organisation", request.organisation().value())
                        .put("type", request.type().key())
                        .put("state", request.state().key())
                        .put("receivedOn", deadline.receivedOn().toString())
                        .put("dueOn", deadline.dueOn().toString())
                        .put("channel", request.intake().channel());
        request.subject().ifPresent(subject -> view.put("subject", subject.toString()));
        request.progress()
                .answeredOn()
                .ifPresentOrElse(
                        day ->
                                view.put("answeredOn", day.toString())
                                        .put("answeredLate", day.isAfter(deadline.dueOn())),
                        () -> urgency(request, today, view));
        request.target().ifPresent(target -> target(request, target, today, view));
        request.intake().duplicateOf().ifPresent(id -> view.put("duplicateOf", id.value()));
        deadline.extension()
                .ifPresent(told -> view.put("extendedOn", told.notifiedOn().toString()));
        progress(request.progress(), view);
        request.intake().particulars().forEach(view.putObject("particulars")::put);
        return view;
    }

    private static void urgency(Request request, LocalDate today, ObjectNode view) {
        if (!request.state().ended()) {
            view.put("urgency", request.deadline().on(today).key())
                    .put("daysLeft", request.deadline().daysLeft(today));
        }
    }

    /** The organisation's own target, beside the legal limit (IMP-64). */
    private static void target(Request request, Deadline target, LocalDate today, ObjectNode view) {
        view.put("targetOn", target.dueOn().toString());
        var answered = request.progress().answeredOn();
        if (answered.isPresent()) {
            view.put("targetMissed", answered.get().isAfter(target.dueOn()));
        } else if (!request.state().ended()) {
            view.put("targetUrgency", target.on(today).key())
                    .put("targetDaysLeft", target.daysLeft(today));
        }
    }

    private static void progress(Request.Progress progress, ObjectNode view) {
        progress.identity()
                .ifPresent(
                        seen ->
                                view.putObject("identity")
                                        .put("method", seen.method().key())
                                        .put("checkedBy", seen.checkedBy())
                                        .put("checkedOn", seen.checkedOn().toString()));
        progress.assessed().ifPresent(act -> view.put("assessedBy", act.by()));
        if (progress.stale()) {
            view.put("assessAgain", true);
        }
        progress.approved().ifPresent(act -> view.put("approvedBy", act.by()));
        progress.coolOffEndsAt().ifPresent(at -> view.put("coolOffEndsAt", at.toString()));
        progress.abortWishedAt().ifPresent(at -> view.put("abortWishedAt", at.toString()));
        progress.command().ifPresent(number -> view.put("command", number));
        progress.hold().ifPresent(number -> view.put("hold", number));
    }

    static ObjectNode of(RequestDesk.View seen, LocalDate today) {
        var view = of(seen.request(), today);
        lines(seen.lines(), view);
        var events = view.putArray("events");
        seen.events().forEach(event -> events.add(event(event)));
        return view;
    }

    static ObjectNode withApplicant(RequestDesk.View seen, LocalDate today) {
        var view = of(seen, today);
        seen.applicant().ifPresent(applicant -> applicant(applicant, view.putObject("applicant")));
        return view;
    }

    private static void applicant(Applicant applicant, ObjectNode view) {
        view.put("familyName", applicant.familyName().value())
                .put("givenName", applicant.givenName().value())
                .put("home", applicant.home().value())
                .put("mailAddress", applicant.mailAddress().value())
                .put("object", applicant.object().value());
        applicant.more().forEach((field, value) -> view.put("more." + field, value.value()));
    }

    static ObjectNode lines(List<Line> lines, ObjectNode view) {
        var array = view.putArray("lines");
        for (Line line : lines) {
            var item =
                    array.addObject()
                            .put("category", line.category().key())
                            .put("verdict", line.verdict().key())
                            .put("because", line.because())
                            .put("rule", line.rule());
            line.until().ifPresent(day -> item.put("until", day.toString()));
        }
        return view;
    }

    private static ObjectNode event(Event event) {
        var view =
                MessageCodec.json()
                        .createObjectNode()
                        .put("at", event.at().toString())
                        .put("actor", event.actor())
                        .put("action", event.action())
                        .put("state", event.to().key());
        event.details().forEach(view.putObject("details")::put);
        return view;
    }
}
