package org.passerelle.rights.erasure;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.passerelle.commands.CommandId;
import org.passerelle.commands.StepName;
import org.passerelle.commands.desk.CommandView;
import org.passerelle.personaldata.RecordKind;
import org.passerelle.rights.requests.Line;
import org.passerelle.rights.requests.Moves;
import org.passerelle.rights.requests.Moves.Note;
import org.passerelle.rights.requests.Outcome;
import org.passerelle.rights.requests.Request;
import org.passerelle.rights.requests.RequestId;
import org.passerelle.rights.requests.RequestState;
import org.passerelle.rights.requests.RequestType;

/**
 * Looks at every approved erasure and takes it one step further: sends the command when the change
 * of mind has had its time, follows the command's steps, closes on the receipt.
 *
 * <p>Repeatable: nothing is done twice, whichever process does the round; each request is locked
 * while it is looked at. What it reads is stored, so a round that was missed is made up for by the
 * next.
 */
public final class ErasureRounds {
    private static final RecordKind ENROLMENT = new RecordKind("enrolment");
    private static final String ENGINE = "engine";
    private static final Set<RequestState> OPEN =
            EnumSet.of(
                    RequestState.COOLING_OFF,
                    RequestState.ON_HOLD,
                    RequestState.LOCKED,
                    RequestState.SCRUBBED,
                    RequestState.DELETED_REQUESTED,
                    RequestState.DELETED_CLAIMED,
                    RequestState.VERIFY_FAILED,
                    RequestState.NEEDS_HUMAN,
                    RequestState.RECIPIENTS_NOTIFIED);

    private final Moves moves;
    private final ErasureCommands commands;
    private final Archiving archiving;

    /**
     * @param archiving takes what the assessment keeps out of the account first
     */
    public ErasureRounds(Moves moves, ErasureCommands commands, Archiving archiving) {
        this.moves = moves;
        this.commands = commands;
        this.archiving = archiving;
    }

    public void run() {
        for (RequestId id : moves.in(RequestType.ERASURE, OPEN)) {
            moves.locked(id, this::further);
        }
    }

    private Outcome further(Request request) {
        return switch (request.state()) {
            case COOLING_OFF, ON_HOLD ->
                    request.progress().command().isEmpty() ? waiting(request) : follow(request);
            case LOCKED, SCRUBBED, DELETED_REQUESTED, DELETED_CLAIMED, VERIFY_FAILED, NEEDS_HUMAN ->
                    follow(request);
            case RECIPIENTS_NOTIFIED -> close(request);
            case RECEIVED,
                    NEEDS_CLARIFICATION,
                    IDENTITY_VERIFIED,
                    ASSESSED,
                    APPROVED,
                    VERIFIED,
                    REFUSED,
                    ABORTED,
                    CLOSED ->
                    new Outcome.Done(request);
        };
    }

    private Outcome waiting(Request request) {
        if (enrolledSince(request)) {
            return moves.overtaken(request, Note.of(ENGINE, "new-enrolment"));
        }
        boolean over =
                request.progress()
                        .coolOffEndsAt()
                        .filter(ends -> !ends.isAfter(moves.now()))
                        .isPresent();
        return over ? send(request) : new Outcome.Done(request);
    }

    private boolean enrolledSince(Request request) {
        var assessedAt = request.progress().assessed().orElseThrow().at();
        return commands.records().of(request.subject().orElseThrow()).stream()
                .filter(record -> record.kind().equals(ENROLMENT) && !record.gone())
                .anyMatch(record -> record.firstSeen().isAfter(assessedAt));
    }

    private Outcome send(Request request) {
        return switch (commands.send(request)) {
            case ErasureCommands.Sent.Under under -> sent(request, under.command());
            case ErasureCommands.Sent.OnHold hold ->
                    request.state() == RequestState.ON_HOLD
                            ? new Outcome.Done(request)
                            : moves.move(
                                    request,
                                    RequestState.ON_HOLD,
                                    new Note(ENGINE, "on-hold", Map.of("because", hold.hold())));
            case ErasureCommands.Sent.AskSomebody ask ->
                    moves.move(
                            request,
                            RequestState.NEEDS_HUMAN,
                            new Note(ENGINE, "needs-person", Map.of("because", ask.because())));
        };
    }

    /** The command leaves with the transaction; what fails to be kept takes it back. */
    private Outcome sent(Request request, CommandId command) {
        archiving.keep(
                request,
                moves.lines(request.id()).stream()
                        .filter(line -> line.verdict() == Line.Verdict.ARCHIVE)
                        .toList());
        return moves.sent(request, command.value(), note("erasure-sent", command));
    }

    private static Note note(String action, CommandId command) {
        return new Note(ENGINE, action, Map.of("command", command.toString()));
    }

    private Outcome follow(Request request) {
        var seen = request.progress().command().map(CommandId::new).flatMap(commands::show);
        if (seen.isEmpty()) {
            return new Outcome.Done(request);
        }
        var view = seen.get();
        Outcome now = walk(request, Trail.reached(view), view.command().id());
        return now instanceof Outcome.Done done ? ending(done.request(), view) : now;
    }

    /** One event for each state it passed, however many steps were made since the last round. */
    private Outcome walk(Request request, List<RequestState> reached, CommandId command) {
        Outcome now = new Outcome.Done(request);
        var state = request.state();
        for (RequestState next : behind(request, reached)) {
            if (state.mayBecome(next) && now instanceof Outcome.Done done) {
                now = moves.move(done.request(), next, note("step-proved", command));
                state = next;
            }
        }
        return now;
    }

    /** From a side state only the furthest counts; the ones before were told already. */
    private static List<RequestState> behind(Request request, List<RequestState> reached) {
        int at = reached.indexOf(request.state());
        boolean aside =
                request.state() == RequestState.NEEDS_HUMAN
                        || request.state() == RequestState.VERIFY_FAILED;
        return aside && !reached.isEmpty()
                ? List.of(reached.getLast())
                : reached.subList(at + 1, reached.size());
    }

    private Outcome ending(Request request, CommandView view) {
        return switch (view.command().state()) {
            case NEEDS_PERSON -> stuck(request, view);
            case HELD -> aside(request, RequestState.NEEDS_HUMAN, "held", view);
            case REFUSED, REJECTED -> aside(request, RequestState.NEEDS_HUMAN, "refused", view);
            case CANCELLED ->
                    request.progress().abortWishedAt().isPresent()
                            ? aside(request, RequestState.ABORTED, "aborted", view)
                            : aside(request, RequestState.NEEDS_HUMAN, "cancelled", view);
            case PROPOSED, ISSUED, RUNNING, DONE -> new Outcome.Done(request);
        };
    }

    private Outcome stuck(Request request, CommandView view) {
        return Trail.stuckAt(view).filter(step -> step == StepName.VERIFY).isPresent()
                ? aside(request, RequestState.VERIFY_FAILED, "verify-failed", view)
                : aside(request, RequestState.NEEDS_HUMAN, "needs-person", view);
    }

    private Outcome aside(Request request, RequestState to, String action, CommandView view) {
        return request.state() == to || !request.state().mayBecome(to)
                ? new Outcome.Done(request)
                : moves.move(request, to, note(action, view.command().id()));
    }

    /** On the receipt, and when the person has the answer. */
    private Outcome close(Request request) {
        boolean receipt =
                request.progress()
                        .command()
                        .map(CommandId::new)
                        .filter(commands::hasReceipt)
                        .isPresent();
        return receipt && request.progress().answeredOn().isPresent()
                ? moves.move(request, RequestState.CLOSED, Note.of(ENGINE, "closed"))
                : new Outcome.Done(request);
    }
}
