package org.passerelle.rights.requests;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.decisions.DecisionLog;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.rights.requests.JdbcRequests.Column;
import org.passerelle.rights.requests.Line.Verdict;
import org.passerelle.rights.requests.Moves.Note;

/**
 * Where it is decided what happens to a person's data, and where somebody else allows it.
 *
 * <p>Guarantee: an erasure is approved by another account than the one that assessed it; it is
 * approved on the assessment that stands, not on one that was overtaken.
 */
public final class Assessments {
    private final RightsGround ground;
    private final JdbcRights tables;
    private final Moves moves;
    private final PackProposals proposals;
    private final AssessmentDecisions decisions;
    private final Map<RequestType, Consequence> consequences;

    public Assessments(
            RightsGround ground,
            JdbcRights tables,
            PackProposals proposals,
            DecisionLog log,
            Map<RequestType, Consequence> consequences) {
        this.decisions = new AssessmentDecisions(ground, log);
        this.ground = ground;
        this.tables = tables;
        this.moves = new Moves(ground, tables);
        this.proposals = proposals;
        this.consequences = Map.copyOf(consequences);
    }

    /** What the pack says of each category today; nothing is written. */
    public List<Line> proposed(Request request) {
        return request.subject().map(proposals::of).orElseGet(List::of);
    }

    /**
     * Writes down the decision of a person.
     *
     * @param lines empty for types that are not decided by category
     */
    public Outcome assess(RequestId id, Collection<Line> lines, String actor) {
        return moves.locked(
                id,
                request -> {
                    var objection = objection(request, lines);
                    if (objection.isPresent()) {
                        return new Outcome.Refused(objection.get());
                    }
                    tables.lines().replace(id, lines);
                    decisions.keep(request, lines, actor);
                    return moves.move(
                            request,
                            RequestState.ASSESSED,
                            new Note(actor, "assessed", counts(lines)),
                            Map.of(
                                    Column.ASSESSED_BY,
                                    actor,
                                    Column.ASSESSED_AT,
                                    ground.clock().instant(),
                                    Column.STALE,
                                    false));
                });
    }

    private Optional<String> objection(Request request, Collection<Line> lines) {
        if (!request.type().decidedByCategory()) {
            return lines.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            "a request of type "
                                    + request.type().key()
                                    + " is not decided by category; send no lines");
        }
        if (lines.stream().anyMatch(line -> line.verdict() == Verdict.UNDECIDED)) {
            return Optional.of("every line needs a verdict: " + Verdict.keys());
        }
        var named = new HashSet<DataCategory>();
        if (!lines.stream().allMatch(line -> named.add(line.category()))) {
            return Optional.of("a category has two lines; one is expected");
        }
        var open =
                proposed(request).stream()
                        .map(Line::category)
                        .filter(category -> !named.contains(category))
                        .map(DataCategory::key)
                        .sorted()
                        .toList();
        return lines.isEmpty() || !open.isEmpty()
                ? Optional.of(
                        "each category the pack keeps needs a line; missing: "
                                + String.join(", ", open))
                : Optional.empty();
    }

    private static Map<String, String> counts(Collection<Line> lines) {
        var counts = new java.util.TreeMap<String, String>();
        for (Line line : lines) {
            counts.put(line.category().key(), line.verdict().key());
        }
        return counts;
    }

    /**
     * Allows what was assessed.
     *
     * @param coolOff shorter than the usual where the person asks for speed; never longer
     */
    public Outcome approve(RequestId id, Optional<Duration> coolOff, String actor) {
        return ground.transactions()
                .within(
                        () ->
                                switch (moves.locked(id, request -> approved(request, actor))) {
                                    case Outcome.Done done -> begin(done.request(), coolOff, actor);
                                    case Outcome.Refused no -> no;
                                    case Outcome.Unknown unknown -> unknown;
                                });
    }

    private Outcome approved(Request request, String actor) {
        if (request.progress().stale()) {
            return new Outcome.Refused(
                    "something happened since the assessment; read the request and assess it again");
        }
        var assessor = request.progress().assessed().map(Request.Act::by);
        if (request.type().destructive() && assessor.filter(actor::equals).isPresent()) {
            return new Outcome.Refused(
                    "who assessed an erasure does not approve it; where there is one officer, name a"
                            + " deputy: passerelle account add NAME --role dpo@"
                            + request.organisation());
        }
        if (request.type() == RequestType.ERASURE && keepsTheAccount(request.id())) {
            return new Outcome.Refused(
                    "the assessment keeps the account, and an erasure takes it whole; assess the"
                            + " account as "
                            + Verdict.ERASE_NOW.key()
                            + ", or answer the request with a refusal");
        }
        if (needsSubject(request.type()) && request.subject().isEmpty()) {
            return new Outcome.Refused(
                    "nobody said whose data are meant; name the subject with the identity check");
        }
        return moves.move(
                request,
                RequestState.APPROVED,
                Note.of(actor, "approved"),
                Map.of(Column.APPROVED_BY, actor, Column.APPROVED_AT, ground.clock().instant()));
    }

    /** What is erased is the account with all it holds: a part of it cannot be kept back. */
    private boolean keepsTheAccount(RequestId id) {
        return tables.lines().of(id).stream()
                .filter(line -> line.category() == DataCategory.ACCOUNT)
                .anyMatch(line -> line.verdict() != Verdict.ERASE_NOW);
    }

    private static boolean needsSubject(RequestType type) {
        return switch (type) {
            case ERASURE, RESTRICTION, OBJECTION, RECTIFICATION -> true;
            case ACCESS, PORTABILITY, POST_MORTEM -> false;
        };
    }

    private Outcome begin(Request request, Optional<Duration> coolOff, String actor) {
        if (request.type() == RequestType.ERASURE) {
            return coolOff(request, coolOff, actor);
        }
        var consequence = consequences.get(request.type());
        if (consequence == null) {
            return new Outcome.Done(request);
        }
        var outcome = consequence.of(request, actor);
        if (outcome instanceof Outcome.Refused no) {
            throw new NotCarriedOut(no.why());
        }
        return outcome;
    }

    /** A change of mind stays possible, as long as the legal time allows. */
    private Outcome coolOff(Request request, Optional<Duration> wished, String actor) {
        var ends =
                CoolOff.endsAt(
                        ground.clock().instant(),
                        wished.filter(shorter -> shorter.compareTo(ground.settings().coolOff()) < 0)
                                .orElse(ground.settings().coolOff()),
                        request.deadline());
        return moves.move(
                request,
                RequestState.COOLING_OFF,
                new Note(actor, "cool-off-begun", Map.of("until", ends.toString())),
                Map.of(Column.COOL_OFF_ENDS_AT, ends));
    }

    /** Undoes the approval's transaction; the door answers with its message. */
    static final class NotCarriedOut extends org.passerelle.personaldata.PermanentFailure {
        NotCarriedOut(String message) {
            super(message, null);
        }
    }
}
