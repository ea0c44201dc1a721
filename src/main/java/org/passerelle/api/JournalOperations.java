package org.passerelle.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.List;
import org.passerelle.api.accounts.Access;
import org.passerelle.api.accounts.Role;
import org.passerelle.journal.chain.JournalDesk;
import org.passerelle.journal.chain.Segment;
import org.passerelle.journal.chain.SegmentDesk;
import org.passerelle.journal.chain.Verification;
import org.passerelle.journal.hygiene.HygieneCheck;
import org.passerelle.messages.MessageCodec;

/** The evidence: is it whole, where does it lie, what may go. */
public final class JournalOperations {
    private static final Access READERS = Access.of(Role.ADMINISTRATOR, Role.DPO, Role.AUDITOR);

    /** A segment holds the entries of every organisation. */
    private static final Access KEEPERS = Access.everywhere(Role.DPO);

    private final JournalDesk desk;
    private final SegmentDesk segments;
    private final HygieneCheck hygiene;

    public JournalOperations(JournalDesk desk, SegmentDesk segments, HygieneCheck hygiene) {
        this.desk = desk;
        this.segments = segments;
        this.hygiene = hygiene;
    }

    public List<Operation> all() {
        return List.of(
                Operation.act("journal-verify", "/journal/verification", READERS, this::verify),
                Operation.act("journal-checkpoint", "/journal/checkpoint", READERS, this::take),
                Operation.act("hygiene-check", "/journal/hygiene", READERS, this::hygiene),
                Operation.get("journal-segments", "/journal/segments", READERS, this::list),
                Operation.act(
                        "journal-export",
                        "/journal/segments/{segment}/export",
                        KEEPERS,
                        request -> ruled(segments.export(month(request), request.actor()))),
                Operation.act(
                        "journal-prune",
                        "/journal/segments/{segment}/prune",
                        KEEPERS,
                        request -> ruled(segments.prune(month(request), request.actor()))));
    }

    private ApiAnswer verify(ApiRequest request) {
        return ApiAnswer.ok(view(desk.verify(request.actor()), request.seesAll()));
    }

    /**
     * @param all whether the caller may know how many entries all organisations have together
     */
    private JsonNode view(Verification verification, boolean all) {
        var state = desk.state();
        var view =
                MessageCodec.json()
                        .createObjectNode()
                        .put("intact", verification.intact())
                        .put("complete", verification.complete())
                        .put("secondPlace", state.secondPlace())
                        .put("secondPlaceIs", state.second().key())
                        .put("advice", state.second().advice())
                        .put("faultsInAll", verification.faultsInAll());
        if (all) {
            var extent = verification.extent();
            view.put("entries", extent.entries())
                    .put("first", extent.first())
                    .put("last", extent.last())
                    .put("checkpoints", extent.checkpoints())
                    .put("provedUpTo", extent.provedUpTo());
        }
        var faults = view.putArray("faults");
        verification
                .faults()
                .forEach(
                        fault ->
                                faults.addObject()
                                        .put("kind", fault.kind().key())
                                        .put("place", fault.sequence())
                                        .put("what", fault.what()));
        return view;
    }

    private ApiAnswer take(ApiRequest request) {
        var view = MessageCodec.json().createObjectNode();
        desk.checkpoint()
                .ifPresentOrElse(
                        checkpoint -> {
                            view.put("number", checkpoint.number())
                                    .put("merkleRoot", checkpoint.root().toString());
                            if (request.seesAll()) {
                                view.put("first", checkpoint.first())
                                        .put("last", checkpoint.last());
                            }
                        },
                        () -> view.put("nothing", "no entry came since the last checkpoint"));
        return ApiAnswer.ok(view.put("secondPlace", desk.state().secondPlace()));
    }

    /** Whose text it is cannot be told: how many and where is for those who see all. */
    private ApiAnswer hygiene(ApiRequest request) {
        var report = hygiene.check();
        var view = MessageCodec.json().createObjectNode().put("clean", report.clean());
        if (!request.seesAll()) {
            return ApiAnswer.ok(view);
        }
        view.put("texts", report.texts());
        var leaks = view.putArray("leaks");
        report.leaks()
                .forEach(
                        leak ->
                                leaks.addObject()
                                        .put("place", leak.place())
                                        .put("what", leak.what().key())
                                        .put("times", leak.times()));
        return ApiAnswer.ok(view);
    }

    private ApiAnswer list(ApiRequest request) {
        return ApiAnswer.ok(Page.all(segments.list(), segment -> view(segment, request.seesAll())));
    }

    private static JsonNode view(Segment segment, boolean all) {
        var view =
                MessageCodec.json()
                        .createObjectNode()
                        .put("segment", segment.month().toString())
                        .put("state", segment.state());
        if (all) {
            view.put("first", segment.first());
            segment.last().ifPresent(last -> view.put("last", last));
            segment.entries().ifPresent(entries -> view.put("entries", entries));
        }
        segment.life().closed().ifPresent(at -> view.put("closedAt", at.toString()));
        segment.life().verified().ifPresent(at -> view.put("exportedAt", at.toString()));
        segment.life().pruned().ifPresent(at -> view.put("prunedAt", at.toString()));
        return view;
    }

    private static ApiAnswer ruled(SegmentDesk.Outcome outcome) {
        return switch (outcome) {
            case SegmentDesk.Outcome.Done done -> ApiAnswer.ok(view(done.segment(), true));
            case SegmentDesk.Outcome.Refused refused ->
                    new ApiAnswer.Refused(Problem.refused(refused.why()));
        };
    }

    private static YearMonth month(ApiRequest request) {
        try {
            return YearMonth.parse(request.path("segment"));
        } catch (DateTimeException e) {
            throw new RequestProblem(
                    Problem.badRequest("segment: expected a month such as 2026-03"));
        }
    }
}
