package org.passerelle.rights.requests;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.rights.requests.JdbcRequests.Column;
import org.passerelle.rights.requests.Moves.Note;

/**
 * Where persons read requests and say what became of them. Who that may be is decided by the door;
 * the actor is an account's name.
 *
 * <p>Guarantee: each call is one transaction with its event and its journal entry. What needs a
 * decision for each category is in {@link Assessments}.
 */
public final class RequestDesk {
    private final RightsGround ground;
    private final JdbcRights tables;
    private final Moves moves;
    private final Map<RequestType, Consequence> identified;

    public RequestDesk(RightsGround ground, JdbcRights tables) {
        this(ground, tables, Map.of());
    }

    /**
     * @param identified what happens at once when it is known who asks, by type: an objection stops
     *     the processing before it is judged
     */
    public RequestDesk(
            RightsGround ground, JdbcRights tables, Map<RequestType, Consequence> identified) {
        this.ground = ground;
        this.tables = tables;
        this.moves = new Moves(ground, tables);
        this.identified = Map.copyOf(identified);
    }

    /** What is written down when the answer is put off, sent, or done with. */
    public RequestAnswers answers() {
        return new RequestAnswers(ground, moves);
    }

    /** A request with all that belongs to it. */
    public record View(
            Request request, Optional<Applicant> applicant, List<Line> lines, List<Event> events) {}

    public Optional<Request> find(RequestId id) {
        return moves.find(id);
    }

    public List<Request> list(
            Collection<OrganisationKey> organisations,
            Collection<RequestState> states,
            long after,
            int limit) {
        return tables.requests().list(organisations, states, after, limit);
    }

    /** Whether a restriction was placed by a request. */
    public boolean placed(long hold) {
        return tables.requests().ofHold(hold);
    }

    public List<Request> of(SubjectId subject) {
        return tables.requests().of(subject);
    }

    /** Reading who asked is itself an event. */
    public Optional<View> read(RequestId id, String actor) {
        return ground.transactions()
                .within(
                        () ->
                                moves.find(id)
                                        .map(
                                                request -> {
                                                    moves.note(
                                                            request,
                                                            Note.of(actor, "read"),
                                                            Map.of());
                                                    return view(request);
                                                }));
    }

    /** What a person of another role may see: not who asked. */
    public Optional<View> outline(RequestId id) {
        return moves.find(id)
                .map(
                        request ->
                                new View(
                                        request,
                                        Optional.empty(),
                                        tables.lines().of(id),
                                        tables.events().of(id)));
    }

    private View view(Request request) {
        return new View(
                request,
                tables.applicants().of(request),
                tables.lines().of(request.id()),
                tables.events().of(request.id()));
    }

    /** Something is not clear; the person is asked. The time to answer runs on (5.9). */
    public Outcome askBack(RequestId id, String actor) {
        return moves.locked(
                id,
                request ->
                        moves.move(
                                request,
                                RequestState.NEEDS_CLARIFICATION,
                                Note.of(actor, "asked-back")));
    }

    /**
     * Writes down that the person is who they say.
     *
     * @param subject whose data they are; empty where the organisation holds none of that person
     */
    public Outcome identify(RequestId id, Identity identity, Optional<SubjectId> subject) {
        return moves.locked(
                id,
                request -> {
                    if (identity.checkedOn().isAfter(ground.today())) {
                        return new Outcome.Refused("an identity cannot be checked in the future");
                    }
                    var values = new EnumMap<Column, Object>(Column.class);
                    values.put(Column.IDENTITY_METHOD, identity.method().key());
                    values.put(Column.IDENTITY_BY, identity.checkedBy());
                    values.put(Column.IDENTITY_ON, identity.checkedOn());
                    subject.ifPresent(found -> values.put(Column.SUBJECT_ID, found.bytes()));
                    var note =
                            new Note(
                                    identity.checkedBy(),
                                    "identity-verified",
                                    Map.of(
                                            "method", identity.method().key(),
                                            "on", identity.checkedOn().toString()));
                    return after(
                            moves.move(request, RequestState.IDENTITY_VERIFIED, note, values),
                            identity.checkedBy());
                });
    }

    private Outcome after(Outcome outcome, String actor) {
        if (outcome instanceof Outcome.Done done) {
            var consequence = identified.get(done.request().type());
            return consequence == null ? outcome : consequence.of(done.request(), actor);
        }
        return outcome;
    }

    /** Who asked, for the letter; empty once their words were erased. */
    public Optional<Applicant> applicant(Request request) {
        return tables.applicants().of(request);
    }

    /**
     * Says no to all of it.
     *
     * @param because a code of {@code config/rights/grounds.yaml}
     */
    public Outcome refuse(RequestId id, String because, String actor) {
        return moves.locked(
                id,
                request ->
                        moves.move(
                                request,
                                RequestState.REFUSED,
                                new Note(actor, "refused", Map.of("because", because))));
    }

    /**
     * The person withdraws it.
     *
     * <p>Once the erasure has been sent to the platform this is a wish: it comes true unless the
     * account was scrubbed before it was read, and the next event tells which.
     */
    public Outcome abort(RequestId id, String actor) {
        return moves.locked(
                id,
                request -> {
                    if (!request.state().mayBecome(RequestState.ABORTED)) {
                        return new Outcome.Refused(
                                "request "
                                        + id
                                        + " is "
                                        + request.state().key()
                                        + ": it cannot be withdrawn any more");
                    }
                    if (request.progress().command().isEmpty()) {
                        return moves.move(request, RequestState.ABORTED, Note.of(actor, "aborted"));
                    }
                    return request.type() == RequestType.ERASURE
                            ? moves.note(
                                    request,
                                    Note.of(actor, "abort-wished"),
                                    Map.of(Column.ABORT_WISHED_AT, ground.clock().instant()))
                            : new Outcome.Refused(
                                    "request " + id + " was sent to the platform already");
                });
    }
}
