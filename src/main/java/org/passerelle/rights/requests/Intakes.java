package org.passerelle.rights.requests;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.passerelle.policy.Right;
import org.passerelle.rights.deadlines.Deadline;
import org.passerelle.rights.requests.JdbcRequests.Column;
import org.passerelle.rights.requests.Moves.Note;

/**
 * Takes requests in, whatever they lack: a request that is not clear runs its time like any other.
 *
 * <p>Guarantee: what names the person is sealed before it is written, under a key of the request's
 * own. A request like one that is still open is marked as its duplicate and goes on all the same.
 */
public final class Intakes {
    public static final Set<String> CHANNELS =
            Set.of("email", "letter", "form", "telephone", "in-person");

    private final RightsGround ground;
    private final JdbcRights tables;
    private final Moves moves;

    public Intakes(RightsGround ground, JdbcRights tables) {
        this.ground = ground;
        this.tables = tables;
        this.moves = new Moves(ground, tables);
    }

    public Outcome open(Opening opening, String actor) {
        var objection = objection(opening);
        if (objection.isPresent()) {
            return new Outcome.Refused(objection.get());
        }
        var applicants = tables.applicants();
        var person = applicants.person();
        byte[] sealed = applicants.seal(person, opening.applicant());
        byte[] hash = applicants.hash(opening.organisation(), opening.applicant());
        return ground.transactions()
                .within(
                        () -> {
                            var fresh =
                                    new JdbcRequests.Fresh(
                                            start(opening),
                                            person,
                                            sealed,
                                            hash,
                                            tables.requests().openLike(opening, hash));
                            return opened(opening, fresh, actor);
                        });
    }

    /** Adds what was missing; whether it is enough now is seen again. */
    public Outcome clarify(RequestId id, Map<String, String> texts, String actor) {
        return moves.locked(
                id,
                request -> {
                    var known = tables.applicants().of(request).map(Applicant::asTexts);
                    var all = new TreeMap<>(known.orElseGet(Map::of));
                    all.putAll(texts);
                    var applicant = Applicant.of(all);
                    if (!applicant.missing().isEmpty()) {
                        return new Outcome.Refused(
                                "still missing: " + String.join(", ", applicant.missing()));
                    }
                    return moves.move(
                            request,
                            RequestState.RECEIVED,
                            Note.of(actor, "clarified"),
                            Map.of(
                                    Column.SEALED,
                                    tables.applicants().seal(request.person(), applicant)));
                });
    }

    private Outcome opened(Opening opening, JdbcRequests.Fresh fresh, String actor) {
        var id = tables.requests().insert(opening, fresh, ground.clock().instant());
        setTarget(id, opening);
        var request = tables.requests().find(id).orElseThrow();
        var details = new TreeMap<String, String>();
        details.put("type", opening.type().key());
        details.put("channel", opening.channel());
        details.put("received-on", request.deadline().receivedOn().toString());
        details.put("due-on", request.deadline().dueOn().toString());
        request.intake().targetOn().ifPresent(day -> details.put("target-on", day.toString()));
        fresh.duplicateOf().ifPresent(other -> details.put("duplicate-of", other.toString()));
        var missing = opening.applicant().missing();
        if (!missing.isEmpty()) {
            details.put("missing", String.join(",", missing));
        }
        moves.write(request, request.state(), new Note(actor, "opened", details));
        return new Outcome.Done(request);
    }

    /** Of the pack as it is at receipt: what is promised later moves no request under way. */
    private void setTarget(RequestId id, Opening opening) {
        var receivedOn = LocalDate.ofInstant(opening.receivedAt(), Deadline.ZONE);
        ground.packs()
                .pack(opening.organisation())
                .right(opening.type().key())
                .flatMap(Right::target)
                .ifPresent(within -> tables.times().set(id, receivedOn, within));
    }

    private static RequestState start(Opening opening) {
        return opening.applicant().missing().isEmpty()
                ? RequestState.RECEIVED
                : RequestState.NEEDS_CLARIFICATION;
    }

    private Optional<String> objection(Opening opening) {
        if (ground.packs().organisation(opening.organisation()).isEmpty()) {
            return Optional.of(
                    "organisation "
                            + opening.organisation()
                            + " is not declared under config/organisations");
        }
        if (!CHANNELS.contains(opening.channel())) {
            return Optional.of("channel: expected one of " + String.join(", ", sorted()));
        }
        if (opening.receivedAt().isAfter(ground.clock().instant())) {
            return Optional.of("a request cannot be received in the future");
        }
        return Optional.empty();
    }

    private static List<String> sorted() {
        return CHANNELS.stream().sorted().toList();
    }
}
