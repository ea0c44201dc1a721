package org.passerelle.retention.holds;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.journal.JournalEntry;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.policy.pack.Packs;
import org.passerelle.retention.JdbcRetention;
import org.passerelle.retention.RetentionGround;

/**
 * Legal holds on a course or an organisation, each with a motive and an end. Row and journal entry
 * are one transaction. Source: GDPR Art. 17(3)(e), UPR-19.
 */
public final class WideHolds {
    private final RetentionGround ground;
    private final JdbcWideHolds wideHolds;

    public WideHolds(RetentionGround ground, JdbcRetention tables) {
        this.ground = ground;
        this.wideHolds = new JdbcWideHolds(tables);
    }

    /**
     * A hold to place.
     *
     * @param reason a code in kebab-case
     * @param until its last day
     */
    public record Placing(
            OrganisationKey organisation,
            Optional<WideHold.OfCourse> course,
            String reason,
            LocalDate until) {
        public Placing {
            if (!reason.matches("[a-z][a-z0-9-]{0,63}")) {
                throw new IllegalArgumentException(
                        "a hold's reason is a code in kebab-case such as audit-2027, no free text");
            }
        }
    }

    /** What became of it. */
    public sealed interface Outcome {
        record Placed(long number) implements Outcome {}

        /** The organisation, or the platform of the course, is not declared as theirs. */
        record NotTheirs() implements Outcome {}

        /** Its last day has passed already. */
        record Over() implements Outcome {}
    }

    public Outcome place(Placing placing, String actor) {
        if (!isTheirs(ground.packs(), placing)) {
            return new Outcome.NotTheirs();
        }
        if (placing.until().isBefore(ground.today(ground.packs().pack(placing.organisation())))) {
            return new Outcome.Over();
        }
        return ground.transactions()
                .within(
                        () -> {
                            long number = wideHolds.place(placing, actor);
                            journal(number, placing, "hold-placed", actor);
                            return new Outcome.Placed(number);
                        });
    }

    private static boolean isTheirs(Packs packs, Placing placing) {
        return packs.organisation(placing.organisation()).isPresent()
                && placing.course()
                        .map(
                                course ->
                                        packs.platform(course.platform())
                                                .filter(
                                                        found ->
                                                                found.organisation()
                                                                        .equals(
                                                                                placing
                                                                                        .organisation()))
                                                .isPresent())
                        .orElse(true);
    }

    /** Those that stand, of one organisation. */
    public List<WideHold> list(OrganisationKey organisation) {
        return ground.transactions().within(() -> wideHolds.open(organisation));
    }

    public Optional<WideHold> find(long number) {
        return ground.transactions().within(() -> wideHolds.find(number));
    }

    /**
     * @return false when none of that number stands
     */
    public boolean lift(WideHold hold, String actor) {
        return ground.transactions()
                .within(
                        () -> {
                            boolean lifted = wideHolds.lift(hold.number(), actor);
                            if (lifted) {
                                journal(
                                        hold.number(),
                                        new Placing(
                                                hold.organisation(),
                                                hold.course(),
                                                hold.reason(),
                                                hold.until()),
                                        "hold-lifted",
                                        actor);
                            }
                            return lifted;
                        });
    }

    private void journal(long number, Placing placing, String action, String actor) {
        ground.journal()
                .append(
                        new JournalEntry(
                                placing.organisation(),
                                actor,
                                action,
                                "wide-hold " + number,
                                Optional.empty(),
                                HoldKind.LEGAL_HOLD.key(),
                                Map.of(
                                        "reason", placing.reason(),
                                        "until", placing.until().toString(),
                                        "course",
                                                placing.course()
                                                        .map(
                                                                of ->
                                                                        of.platform()
                                                                                + "/"
                                                                                + of.course()
                                                                                        .value())
                                                        .orElse("all"))));
    }
}
