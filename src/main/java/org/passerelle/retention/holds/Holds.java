package org.passerelle.retention.holds;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.journal.JournalEntry;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.retention.JdbcRetention;
import org.passerelle.retention.JdbcSubjects;
import org.passerelle.retention.RetentionGround;

/**
 * Holds that persons place and lift. Row and journal entry are one transaction.
 *
 * <p>A legal hold keeps an account from being erased (5.6: not from being archived); a restriction
 * stops every command and every purpose that does not survive it, here and not on the platform.
 */
public final class Holds {
    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    private final RetentionGround ground;
    private final JdbcHolds holds;
    private final JdbcSubjects subjects;

    public Holds(RetentionGround ground, JdbcRetention tables) {
        this.ground = ground;
        this.holds = new JdbcHolds(tables);
        this.subjects = new JdbcSubjects(tables);
    }

    /**
     * A hold to place.
     *
     * @param kind one a person places: {@code LEGAL_HOLD} or {@code RESTRICTION}
     * @param reason a code in kebab-case such as {@code claim-open}
     * @param until its last day; a restriction may stand until somebody lifts it, a legal hold has
     *     an end, so that nothing is kept because nobody thought of it again
     */
    public record Placing(
            SubjectId subject, HoldKind kind, String reason, Optional<LocalDate> until) {
        public Placing {
            if (!kind.placed()) {
                throw new IllegalArgumentException(
                        "a hold of kind " + kind.key() + " follows from facts, nobody places it");
            }
            if (kind == HoldKind.LEGAL_HOLD && until.isEmpty()) {
                throw new IllegalArgumentException(
                        "a legal hold has a last day; give the day on which the claim is looked at"
                                + " again at the latest");
            }
            if (!reason.matches("[a-z][a-z0-9-]{0,63}")) {
                throw new IllegalArgumentException(
                        "a hold's reason is a code in kebab-case such as claim-open, no free text");
            }
        }
    }

    /** What became of it. */
    public sealed interface Outcome {
        record Placed(long id) implements Outcome {}

        record Lifted(SubjectId subject) implements Outcome {}

        /** The pseudonym is nobody's, or the account was erased. */
        record UnknownSubject() implements Outcome {}

        /** Its last day has passed already. */
        record Over() implements Outcome {}

        /** The letter has not left. */
        record NotToldYet() implements Outcome {}

        /** No hold of that id stands. */
        record NotStanding() implements Outcome {}
    }

    public Outcome place(Placing placing, String actor) {
        var today = LocalDate.ofInstant(ground.clock().instant(), ZONE);
        return placing.until().filter(today::isAfter).isPresent()
                ? new Outcome.Over()
                : ground.transactions().within(() -> placed(placing, actor));
    }

    /**
     * @param id as listed
     */
    public Outcome lift(long id, String actor) {
        return ground.transactions().within(() -> lifted(id, actor, Map.of()));
    }

    /**
     * Ends a restriction of which the person was told before, as GDPR Art. 18(3) wants it.
     *
     * @param told the day the letter left; not in the future
     */
    public Outcome liftTold(long id, LocalDate told, String actor) {
        return ground.transactions()
                .within(
                        () ->
                                told.isAfter(LocalDate.ofInstant(ground.clock().instant(), ZONE))
                                        ? new Outcome.NotToldYet()
                                        : lifted(id, actor, Map.of("told-on", told.toString())));
    }

    /** A page of those that stand; {@code after} is 0 for the first. */
    public List<Hold> list(long after, int limit) {
        return holds.after(after, limit);
    }

    private Outcome placed(Placing placing, String actor) {
        var locked = subjects.lock(List.of(placing.subject()));
        if (locked.isEmpty()) {
            return new Outcome.UnknownSubject();
        }
        long id = holds.place(placing, actor);
        var hold = holds.find(id).orElseThrow();
        journal(hold, "hold-placed", actor, Map.of());
        return new Outcome.Placed(id);
    }

    private Outcome lifted(long id, String actor, Map<String, String> details) {
        var hold = holds.find(id);
        if (hold.isEmpty() || !holds.lift(id, actor)) {
            return new Outcome.NotStanding();
        }
        journal(hold.get(), "hold-lifted", actor, details);
        return new Outcome.Lifted(hold.get().subject());
    }

    private void journal(Hold hold, String action, String actor, Map<String, String> details) {
        subjects.find(hold.subject())
                .flatMap(followed -> ground.packs().packOf(followed.platform()))
                .ifPresent(
                        pack ->
                                ground.journal()
                                        .append(
                                                new JournalEntry(
                                                        pack.version().organisation(),
                                                        actor,
                                                        action,
                                                        "hold " + hold.id(),
                                                        Optional.of(hold.subject()),
                                                        hold.kind().key(),
                                                        details)));
    }
}
