package org.passerelle.disclosure.exports;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.passerelle.disclosure.exports.Export.State;
import org.passerelle.disclosure.exports.Judge.Refusal;
import org.passerelle.disclosure.ledger.Omission;
import org.passerelle.disclosure.recipients.Admission;
import org.passerelle.disclosure.recipients.Registered;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.policy.Pack;
import org.passerelle.policy.RuleKey;

/**
 * Takes orders for exports, has a second person approve the large ones, and hands out each once.
 *
 * <p>Nothing leaves before the journal says so. Whoever is refused is alerted of. Source: IMP-30 to
 * IMP-34, IMP-56, UPR-30 to UPR-36.
 */
public final class ExportDesk {
    private static final RuleKey GROUP = new RuleKey("decision/export-group");
    private static final RuleKey NO_FIELD = new RuleKey("decision/no-row");
    private static final Duration VALID = Duration.ofHours(24);

    private final ExportGround exports;
    private final ExportEvidence evidence;
    private final SelectionCheck check;

    public ExportDesk(ExportGround exports) {
        this.exports = exports;
        this.evidence = new ExportEvidence(exports.ground());
        this.check = new SelectionCheck(exports.sources().catalogue());
    }

    /** What became of an order or an approval. */
    public sealed interface Outcome {
        /** It may be fetched, or waits for a second person: its state says which. */
        record Taken(Export export) implements Outcome {}

        /** The rules say no; journalled and alerted of. */
        record Denied(RuleKey because, String reason) implements Outcome {}

        /** It names what no mapping file knows. */
        record Malformed(String why) implements Outcome {}

        /** Its state does not allow this. */
        record Refused(String why) implements Outcome {}

        record Unknown() implements Outcome {}
    }

    /** What became of the wish to fetch one. */
    public sealed interface Fetching {
        record Streaming(Export export, ExportStream bytes) implements Fetching {}

        record NotNow(Outcome why) implements Fetching {}
    }

    public Outcome order(Export.Order order, String actor) {
        var refusal = refusal(order, actor);
        if (refusal.isPresent()) {
            return denied(order, actor, refusal.get());
        }
        var problem = check.problem(order.selection());
        if (problem.isPresent()) {
            return new Outcome.Malformed(problem.get());
        }
        var recipient = recipient(order);
        var preview = judge(order, recipient, true).preview();
        return preview.fields().isEmpty()
                ? denied(order, actor, preview.refusal().orElseGet(ExportDesk::nothing))
                : taken(order, recipient, preview.secondPerson(), actor);
    }

    /**
     * The second person's word.
     *
     * @param officer whether the actor is the organisation's officer, who need not be a member
     */
    public Outcome approve(long id, String actor, boolean officer) {
        var found = exports.rows().find(id);
        if (found.isEmpty()) {
            return new Outcome.Unknown();
        }
        var export = found.get();
        if (export.asked().by().equals(actor)) {
            return new Outcome.Refused("a second person approves, not the one who asked");
        }
        if (!officer && !exports.group().has(export.order().organisation(), actor)) {
            return denied(export.order(), actor, outsider());
        }
        return exports.ground()
                .transactions()
                .within(
                        () -> {
                            if (!exports.rows().approve(id, actor)) {
                                return new Outcome.Refused(
                                        "it does not wait for an approval; it is "
                                                + export.state().key());
                            }
                            evidence.tell(export, actor, "export-approved");
                            return new Outcome.Taken(exports.rows().find(id).orElseThrow());
                        });
    }

    /** Begins to hand it out, to who asked for it, once. The caller closes the stream. */
    public Fetching fetch(long id, String actor) {
        var found = exports.rows().find(id);
        if (found.isEmpty() || !found.get().asked().by().equals(actor)) {
            return new Fetching.NotNow(new Outcome.Unknown());
        }
        var export = found.get();
        var order = export.order();
        var refusal = refusal(order, actor);
        if (refusal.isPresent()) {
            return new Fetching.NotNow(denied(order, actor, refusal.get()));
        }
        return early(export)
                .<Fetching>map(why -> new Fetching.NotNow(new Outcome.Refused(why)))
                .orElseGet(() -> begun(export));
    }

    private Fetching begun(Export export) {
        var recipient = recipient(export.order());
        var judge = judge(export.order(), recipient, export.approvedBy().isPresent());
        var preview = judge.preview();
        if (preview.fields().isEmpty()) {
            var refusal = preview.refusal().orElseGet(ExportDesk::nothing);
            return new Fetching.NotNow(denied(export.order(), export.asked().by(), refusal));
        }
        var pack = exports.ground().packs().pack(export.order().organisation());
        boolean first =
                exports.ground()
                        .transactions()
                        .within(
                                () -> {
                                    if (!exports.rows()
                                            .begin(export.id(), pack.version().version())) {
                                        return false;
                                    }
                                    evidence.tell(export, export.asked().by(), "export-started");
                                    evidence.alertOfTheHour(export);
                                    return true;
                                });
        if (!first) {
            return new Fetching.NotNow(new Outcome.Refused("it was fetched already"));
        }
        var columns =
                export.order().selection().fields().stream()
                        .filter(preview.fields()::contains)
                        .toList();
        var started = exports.rows().find(export.id()).orElseThrow();
        return new Fetching.Streaming(
                started,
                new ExportStream(exports, new ExportPages(exports, started, judge), columns));
    }

    private Optional<String> early(Export export) {
        if (export.state() == State.WAITING) {
            return Optional.of("it waits for a second person: passerelle export approve");
        }
        if (export.state() != State.READY) {
            return Optional.of("it is " + export.state().key() + "; each export is fetched once");
        }
        var now = exports.ground().clock().instant();
        if (export.asked().at().plus(VALID).isBefore(now)) {
            return Optional.of("it was asked for more than a day ago; ask again");
        }
        long today = exports.sources().records().subjects(export.order().selection().wanted());
        boolean grown =
                today
                        > Math.max(
                                export.asked().expected(),
                                exports.ground().settings().secondPersonAbove());
        boolean alone =
                export.approvedBy().isEmpty()
                        && today > exports.ground().settings().secondPersonAbove();
        return grown || alone
                ? Optional.of("it is about more subjects now than was asked for; ask again")
                : Optional.empty();
    }

    /** Who asks, and for whom, before anything else. */
    private Optional<Refusal> refusal(Export.Order order, String actor) {
        if (!exports.group().has(order.organisation(), actor)) {
            return Optional.of(outsider());
        }
        return switch (exports.recipients().admits(order.organisation(), order.recipient())) {
            case Admission.Admitted admitted -> Optional.empty();
            case Admission.Refused no -> Optional.of(new Refusal(no.because(), no.reason()));
        };
    }

    private Outcome taken(
            Export.Order order, Registered recipient, boolean secondPerson, String actor) {
        long subjects = exports.sources().records().subjects(order.selection().wanted());
        boolean waits = secondPerson || subjects > exports.ground().settings().secondPersonAbove();
        var made =
                new JdbcExports.Made(
                        order,
                        recipient,
                        exports.ground().packs().pack(order.organisation()).version().version(),
                        waits ? State.WAITING : State.READY,
                        subjects);
        return exports.ground()
                .transactions()
                .within(
                        () -> {
                            long id = exports.rows().insert(made, actor);
                            var export = exports.rows().find(id).orElseThrow();
                            evidence.tell(export, actor, "export-asked");
                            return new Outcome.Taken(export);
                        });
    }

    private Judge judge(Export.Order order, Registered recipient, boolean approved) {
        var pack = exports.ground().packs().pack(order.organisation());
        var frame =
                new Judge.Frame(
                        order,
                        recipient,
                        pack,
                        check.categories(order.selection()),
                        exports.ground().clock().instant());
        return new Judge(frame, duties(pack, approved));
    }

    private Duties duties(Pack pack, boolean secondPerson) {
        return new Duties(exports.seals().master(), pack.zone(), secondPerson);
    }

    private Registered recipient(Export.Order order) {
        return exports.recipients().find(order.organisation(), order.recipient()).orElseThrow();
    }

    private Outcome denied(Export.Order order, String actor, Refusal refusal) {
        evidence.deny(order, actor, refusal);
        return new Outcome.Denied(refusal.because(), refusal.reason());
    }

    private static Refusal outsider() {
        return new Refusal(
                GROUP,
                "only current members of the organisation's import/export group may do this; see"
                        + " passerelle export-group list");
    }

    private static Refusal nothing() {
        return new Refusal(NO_FIELD, "no field is left");
    }

    public Optional<Export> find(long id) {
        return exports.rows().find(id);
    }

    /** Newest first; {@code before} is the last number of the page before. */
    public List<Export> list(OrganisationKey organisation, long before, int limit) {
        return exports.rows().list(organisation, before, limit);
    }

    /** What fell out and why. */
    public List<Omission> omissions(long id, int limit) {
        return exports.sources().ledger().omissions(id, limit);
    }

    /** The signed file, once all of it has left. */
    public Optional<byte[]> receipt(long id) {
        return exports.rows().receipt(id);
    }

    /** Ends exports whose reader went away without a word. */
    public void endStalled() {
        var before = exports.ground().clock().instant().minus(Duration.ofHours(1));
        for (Export export : exports.rows().stalledSince(before)) {
            exports.ground().transactions().within(() -> interrupted(export));
        }
    }

    private boolean interrupted(Export export) {
        boolean now = exports.rows().interrupt(export.id());
        if (now) {
            evidence.tell(export, "upkeep", "export-interrupted");
        }
        return now;
    }
}
