package org.passerelle.api;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.passerelle.rights.answers.Documents;
import org.passerelle.rights.answers.Documents.Made;
import org.passerelle.rights.requests.RequestId;
import org.passerelle.rights.restriction.Freezes;

/** The documents that answer requests, and the end of restrictions. For officers only. */
public final class RequestDocuments {
    private final RequestDoor door;
    private final Documents documents;
    private final Freezes freezes;

    public RequestDocuments(RequestDoor door, Documents documents, Freezes freezes) {
        this.door = door;
        this.documents = documents;
        this.freezes = freezes;
    }

    public List<Operation> all() {
        return List.of(
                Operation.get(
                        "requests-document",
                        "/requests/{number}/documents/{kind}",
                        RequestDoor.OFFICERS,
                        this::document),
                Operation.post(
                        "requests-announce-lift",
                        "/requests/{number}/lift-announcement",
                        RequestDoor.OFFICERS,
                        this::announce),
                Operation.post(
                        "requests-lift",
                        "/requests/{number}/lifting",
                        RequestDoor.OFFICERS,
                        this::lift));
    }

    private ApiAnswer document(ApiRequest request) {
        var id = new RequestId(request.number("number"));
        if (!door.visible(request, id, RequestDoor.OFFICERS)) {
            return new ApiAnswer.Refused(RequestDoor.noSuch());
        }
        var kind =
                Documents.Kind.of(request.path("kind"))
                        .orElseThrow(
                                () ->
                                        new RequestProblem(
                                                Problem.notFound(
                                                        "no such document; expected one of "
                                                                + Documents.Kind.keys())));
        var made = documents.of(id, kind, request.actor());
        if (made.isEmpty()) {
            return new ApiAnswer.Refused(RequestDoor.noSuch());
        }
        return switch (made.get()) {
            case Made.Document document ->
                    new ApiAnswer.Document(document.contentType(), document.text());
            case Made.NotYet no -> new ApiAnswer.Refused(Problem.conflict(no.why()));
        };
    }

    private ApiAnswer announce(ApiRequest request) {
        return door.on(
                request,
                id -> {
                    request.onlyFields("sentOn");
                    return freezes.announce(id, sentOn(request), request.actor());
                });
    }

    private LocalDate sentOn(ApiRequest request) {
        try {
            return request.bodyText("sentOn").map(LocalDate::parse).orElseGet(door::today);
        } catch (DateTimeException e) {
            throw new RequestProblem(
                    Problem.badRequest("sentOn: expected a date such as 2026-03-05"));
        }
    }

    private ApiAnswer lift(ApiRequest request) {
        return door.on(
                request,
                id -> {
                    request.onlyFields("waiting");
                    var waiting =
                            switch (request.requiredText("waiting").toLowerCase(Locale.ROOT)) {
                                case "release" -> Freezes.Waiting.RELEASE;
                                case "cancel" -> Freezes.Waiting.CANCEL;
                                default ->
                                        throw new RequestProblem(
                                                Problem.badRequest(
                                                        "waiting: expected release or cancel"));
                            };
                    return freezes.lift(id, waiting, request.actor());
                });
    }
}
