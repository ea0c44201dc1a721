package org.passerelle.rights.requests;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.journal.JournalEntry;
import org.passerelle.rights.deadlines.Deadline;
import org.passerelle.rights.deadlines.Urgency;
import org.passerelle.rights.requests.JdbcRequests.Column;
import org.passerelle.rights.requests.Moves.Note;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of requests whose time runs out, once for each stage, and erases the applicants' words some
 * time after the end, the whole request some years after. Source: algorithms 5.9 (4), 5.5 (12);
 * UPR-61.
 */
public final class RequestUpkeep {
    private static final Logger LOG = LoggerFactory.getLogger(RequestUpkeep.class);
    private static final String ENGINE = "engine";
    private static final List<RequestState> OPEN =
            Arrays.stream(RequestState.values()).filter(state -> !state.ended()).toList();

    private final RightsGround ground;
    private final JdbcRights tables;
    private final Moves moves;

    public RequestUpkeep(RightsGround ground, JdbcRights tables) {
        this.ground = ground;
        this.tables = tables;
        this.moves = new Moves(ground, tables);
    }

    public void run() {
        for (Request request : tables.requests().in(OPEN)) {
            if (request.progress().answeredOn().isEmpty()) {
                warn(request.id());
            }
        }
        var endedBefore = ground.clock().instant().minus(ground.settings().identityKept());
        tables.requests().toForget(endedBefore).forEach(this::forget);
        var keptSince = ground.today().minus(RightsSettings.REGISTER_KEPT);
        tables.requests()
                .toDelete(keptSince.atStartOfDay(Deadline.ZONE).toInstant())
                .forEach(this::delete);
    }

    /** That there was one, and how it ended, stays in the journal for its own time. */
    private void delete(Request old) {
        ground.transactions()
                .within(
                        () -> {
                            tables.requests().delete(old.id());
                            ground.journal()
                                    .append(
                                            new JournalEntry(
                                                    old.organisation(),
                                                    ENGINE,
                                                    "request-deleted",
                                                    old.journalObject(),
                                                    Optional.empty(),
                                                    old.state().key(),
                                                    Map.of()));
                            return old;
                        });
    }

    private void warn(RequestId id) {
        moves.locked(
                id,
                request -> {
                    var urgency = request.deadline().on(ground.today());
                    var before = Urgency.of(tables.requests().warned(id)).orElseThrow();
                    if (urgency.compareTo(before) <= 0) {
                        return new Outcome.Done(request);
                    }
                    LOG.warn(
                            "request {} is {}: due on {}",
                            id,
                            urgency.key(),
                            request.deadline().dueOn());
                    return moves.note(
                            request,
                            new Note(
                                    ENGINE,
                                    "deadline-warning",
                                    Map.of(
                                            "urgency", urgency.key(),
                                            "due-on", request.deadline().dueOn().toString())),
                            Map.of(Column.WARNED, urgency.key()));
                });
    }

    private void forget(Request ended) {
        tables.applicants().forget(ended);
        moves.locked(
                ended.id(),
                request ->
                        moves.note(
                                request,
                                Note.of(ENGINE, "applicant-forgotten"),
                                Map.of(Column.FORGOTTEN_AT, ground.clock().instant())));
    }
}
