package org.passerelle.rights.requests;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import org.passerelle.rights.deadlines.Deadline.Extending;
import org.passerelle.rights.deadlines.Extension;
import org.passerelle.rights.requests.JdbcRequests.Column;
import org.passerelle.rights.requests.Moves.Note;

/**
 * The end of a request: its answer is put off once, was sent, and the request is closed. The dates
 * decide whether the organisation kept its month.
 *
 * <p>Guarantee: each call is one transaction with its event and its journal entry.
 */
public final class RequestAnswers {
    private final RightsGround ground;
    private final Moves moves;

    RequestAnswers(RightsGround ground, Moves moves) {
        this.ground = ground;
        this.moves = moves;
    }

    /** Two months more, if the person is told before the answer is due. */
    public Outcome extend(RequestId id, Extension extension, String actor) {
        return moves.locked(id, request -> extended(request, extension, actor));
    }

    private Outcome extended(Request request, Extension extension, String actor) {
        if (request.state().ended() || request.progress().answeredOn().isPresent()) {
            return new Outcome.Refused("request " + request.id() + " is answered or ended");
        }
        if (extension.notifiedOn().isAfter(ground.today())) {
            return new Outcome.Refused(
                    "the person is told on "
                            + extension.notifiedOn()
                            + "; extend on the day the letter leaves, the decision alone extends nothing");
        }
        return switch (request.deadline().extend(extension)) {
            case Extending.OnlyOnce once ->
                    new Outcome.Refused("it was extended before; there is no second time");
            case Extending.TooLate late ->
                    new Outcome.Refused(
                            "it was due on "
                                    + late.dueOn()
                                    + ": the person had to be told by then");
            case Extending.BeforeReceipt before ->
                    new Outcome.Refused("it came on " + before.receivedOn() + ", not earlier");
            case Extending.Extended now ->
                    moves.note(
                            request,
                            new Note(
                                    actor,
                                    "extended",
                                    Map.of(
                                            "reason",
                                                    extension
                                                            .reason()
                                                            .name()
                                                            .toLowerCase(Locale.ROOT),
                                            "notified-on", extension.notifiedOn().toString(),
                                            "due-on", now.deadline().dueOn().toString())),
                            Map.of(
                                    Column.DUE_ON, now.deadline().dueOn(),
                                    Column.EXTENSION_REASON, extension.reason().name(),
                                    Column.EXTENSION_DECIDED_ON, extension.decidedOn(),
                                    Column.EXTENSION_NOTIFIED_ON, extension.notifiedOn()));
        };
    }

    /** The answer, or the refusal, was sent. */
    public Outcome answered(RequestId id, LocalDate sentOn, String actor) {
        return moves.locked(
                id,
                request -> {
                    if (!answerable(request)) {
                        return new Outcome.Refused(
                                "request "
                                        + id
                                        + " is "
                                        + request.state().key()
                                        + ": nothing was decided that could be answered");
                    }
                    if (sentOn.isAfter(ground.today())
                            || sentOn.isBefore(request.deadline().receivedOn())) {
                        return new Outcome.Refused(
                                "an answer is sent between receipt and today, not on " + sentOn);
                    }
                    boolean late = sentOn.isAfter(request.deadline().dueOn());
                    return moves.note(
                            request,
                            new Note(
                                    actor,
                                    "answered",
                                    Map.of("sent-on", sentOn.toString(), "late", "" + late)),
                            Map.of(Column.ANSWERED_ON, sentOn));
                });
    }

    private static boolean answerable(Request request) {
        return request.progress().approved().isPresent()
                        && !request.state().ended()
                        && request.state() != RequestState.ASSESSED
                || request.state() == RequestState.REFUSED;
    }

    public Outcome close(RequestId id, String actor) {
        return moves.locked(
                id,
                request -> {
                    if (request.progress().answeredOn().isEmpty()) {
                        return new Outcome.Refused(
                                "request "
                                        + id
                                        + " is not answered; write down when the answer was sent");
                    }
                    if (request.state() == RequestState.APPROVED
                            && !request.type().answeredWithCopy()
                            && request.type() != RequestType.POST_MORTEM) {
                        return new Outcome.Refused("request " + id + " is not carried out yet");
                    }
                    return moves.move(request, RequestState.CLOSED, Note.of(actor, "closed"));
                });
    }
}
