package org.passerelle.rights.requests;

import java.time.LocalDate;
import java.time.Period;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.journal.JournalEntry;
import org.passerelle.personaldata.Organisation;
import org.passerelle.policy.RetentionRule;
import org.passerelle.policy.RuleKey;
import org.passerelle.rights.deadlines.Deadline;
import org.passerelle.rights.deadlines.Urgency;
import org.passerelle.rights.requests.JdbcRequests.Column;
import org.passerelle.rights.requests.Moves.Note;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of requests whose time runs out, once for each stage, and erases the applicants' words some
 * time after the end, the whole request when its organisation's pack ends the register. Source:
 * algorithms 5.9 (4), 5.5 (12); UPR-61, LINT-08.
 */
public final class RequestUpkeep {
    private static final Logger LOG = LoggerFactory.getLogger(RequestUpkeep.class);
    private static final String ENGINE = "engine";
    private static final RuleKey REGISTER = new RuleKey("retention/rights-requests");
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
                warnOfTarget(request.id());
            }
        }
        var endedBefore = ground.clock().instant().minus(ground.settings().identityKept());
        tables.requests().toForget(endedBefore).forEach(this::forget);
        ground.packs().organisations().forEach(this::endRegister);
    }

    /** Each organisation keeps its register for as long as its own pack says. */
    private void endRegister(Organisation organisation) {
        ground.packs()
                .pack(organisation.key())
                .retention(REGISTER)
                .ifPresentOrElse(
                        row -> {
                            var keptSince = keptSince(row).atStartOfDay(Deadline.ZONE).toInstant();
                            tables.times()
                                    .toDelete(organisation.key(), keptSince)
                                    .forEach(this::delete);
                        },
                        () ->
                                LOG.warn(
                                        "the pack of {} has no row {}: no ended request is deleted",
                                        organisation.key(),
                                        REGISTER));
    }

    private LocalDate keptSince(RetentionRule row) {
        var archive = row.archive().map(RetentionRule.ArchiveSpan::period).orElse(Period.ZERO);
        return ground.today().minus(archive).minus(row.active().period());
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

    /** The organisation's own target warns like the legal limit, once for each stage (IMP-64). */
    private void warnOfTarget(RequestId id) {
        moves.locked(
                id,
                request ->
                        request.target()
                                .map(target -> warned(request, target))
                                .orElseGet(() -> new Outcome.Done(request)));
    }

    private Outcome warned(Request request, Deadline target) {
        var urgency = target.on(ground.today());
        if (urgency.compareTo(tables.times().warned(request.id())) <= 0) {
            return new Outcome.Done(request);
        }
        LOG.warn(
                "request {} is {} against the organisation's own target, {}",
                request.id(),
                urgency.key(),
                target.dueOn());
        tables.times().warned(request.id(), urgency);
        var note =
                new Note(
                        ENGINE,
                        "target-warning",
                        Map.of("urgency", urgency.key(), "target-on", target.dueOn().toString()));
        return moves.note(request, note, Map.of());
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
