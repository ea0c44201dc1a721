package org.passerelle.rights.requests;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.journal.JournalEntry;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.rights.requests.JdbcRequests.Column;

/**
 * The one place where a request changes: row, event and journal entry are one transaction, the
 * caller's, who holds the row's lock.
 */
public final class Moves {
    private final RightsGround ground;
    private final JdbcRights tables;

    public Moves(RightsGround ground, JdbcRights tables) {
        this.ground = ground;
        this.tables = tables;
    }

    /**
     * What is written with a change.
     *
     * @param action kebab-case, at most 40 characters
     * @param details codes and dates, no personal data
     */
    public record Note(String actor, String action, Map<String, String> details) {
        public Note {
            details = Map.copyOf(details);
        }

        public static Note of(String actor, String action) {
            return new Note(actor, action, Map.of());
        }
    }

    /** Refused where the machine has no such way. */
    public Outcome move(Request request, RequestState to, Note note) {
        return move(request, to, note, Map.of());
    }

    Outcome move(Request request, RequestState to, Note note, Map<Column, Object> more) {
        if (!request.state().mayBecome(to)) {
            return new Outcome.Refused(
                    "request "
                            + request.id()
                            + " is "
                            + request.state().key()
                            + " and cannot become "
                            + to.key());
        }
        var now = ground.clock().instant();
        var values = new EnumMap<Column, Object>(Column.class);
        values.putAll(more);
        values.put(Column.STATE, to.key());
        values.put(Column.STATE_AT, now);
        tables.requests().set(request.id(), values);
        write(request, to, note);
        return done(request);
    }

    /** Something happened that leaves the state as it is. */
    Outcome note(Request request, Note note, Map<Column, Object> values) {
        if (!values.isEmpty()) {
            tables.requests().set(request.id(), values);
        }
        write(request, request.state(), note);
        return done(request);
    }

    private Outcome done(Request request) {
        return new Outcome.Done(tables.requests().find(request.id()).orElseThrow());
    }

    void write(Request request, RequestState to, Note note) {
        tables.events()
                .append(
                        request.id(),
                        new Event(
                                ground.clock().instant(),
                                note.actor(),
                                note.action(),
                                request.state(),
                                to,
                                note.details()));
        ground.journal()
                .append(
                        new JournalEntry(
                                request.organisation(),
                                note.actor(),
                                "request-" + note.action(),
                                request.journalObject(),
                                request.subject(),
                                to.key(),
                                note.details()));
    }

    /** The request, nobody else changing it, or {@link Outcome.Unknown}. */
    public Outcome locked(RequestId id, java.util.function.Function<Request, Outcome> act) {
        return ground.transactions()
                .within(() -> tables.requests().lock(id).map(act).orElseGet(Outcome.Unknown::new));
    }

    /** Numbers of requests of one type in some states. */
    public List<RequestId> in(RequestType type, Collection<RequestState> states) {
        return tables.requests().in(states).stream()
                .filter(request -> request.type() == type)
                .map(Request::id)
                .toList();
    }

    public List<Request> of(SubjectId subject) {
        return tables.requests().of(subject);
    }

    /** What was decided of each category. */
    public List<Line> lines(RequestId id) {
        return tables.lines().of(id);
    }

    public Instant now() {
        return ground.clock().instant();
    }

    public LocalDate today() {
        return ground.today();
    }

    /** Something happened that changes nothing. */
    public Outcome written(Request request, Note note) {
        return note(request, note, Map.of());
    }

    /** A command carries it out from now on. */
    public Outcome sent(Request request, long command, Note note) {
        return note(request, note, Map.of(Column.COMMAND_ID, command));
    }

    /** What was assessed is no longer how things stand: it is assessed and approved again. */
    public Outcome overtaken(Request request, Note note) {
        return move(request, RequestState.ASSESSED, note, Map.of(Column.STALE, true));
    }

    /** A restriction was placed for it. */
    public Outcome frozen(Request request, RequestState to, long hold, Note note) {
        Map<Column, Object> placed = Map.of(Column.HOLD_ID, hold);
        return to == request.state()
                ? note(request, note, placed)
                : move(request, to, note, placed);
    }

    /** The person was told that the restriction will be lifted. */
    public Outcome announced(Request request, LocalDate sentOn, String actor) {
        return note(
                request,
                new Note(actor, "lift-announced", Map.of("sent-on", sentOn.toString())),
                Map.of(Column.LIFT_ANNOUNCED_ON, sentOn));
    }

    public boolean isAnnounced(Request request) {
        return tables.requests().liftAnnounced(request.id());
    }

    Optional<Request> find(RequestId id) {
        return tables.requests().find(id);
    }
}
