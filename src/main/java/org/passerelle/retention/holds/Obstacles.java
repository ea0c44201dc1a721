package org.passerelle.retention.holds;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.Fact;
import org.passerelle.policy.Pack;
import org.passerelle.policy.Retention;
import org.passerelle.retention.JdbcRetention;
import org.passerelle.retention.RetentionGround;

/** What stands between a due account and its erasure: placed holds, and those that follow. */
public final class Obstacles {
    private final RetentionGround ground;
    private final JdbcHolds holds;
    private final JdbcWideHolds wideHolds;

    public Obstacles(RetentionGround ground, JdbcRetention tables) {
        this.ground = ground;
        this.holds = new JdbcHolds(tables);
        this.wideHolds = new JdbcWideHolds(tables);
    }

    /** Placed holds that stand today; subjects without any have no entry. */
    public Map<SubjectId, Set<HoldKind>> placed(Collection<SubjectId> subjects, Pack pack) {
        var today = ground.today(pack);
        var standing = new HashMap<>(this.holds.standing(subjects, today));
        wideHolds
                .covered(subjects, pack.version().organisation(), today)
                .forEach(
                        subject ->
                                standing.merge(
                                        subject,
                                        EnumSet.of(HoldKind.LEGAL_HOLD),
                                        Obstacles::together));
        return standing;
    }

    private static Set<HoldKind> together(Set<HoldKind> one, Set<HoldKind> other) {
        var both = EnumSet.copyOf(one);
        both.addAll(other);
        return both;
    }

    /** All that keeps this account from being erased. */
    public Set<HoldKind> toErasing(Set<HoldKind> placed, List<Fact> facts, Pack pack) {
        var all = EnumSet.noneOf(HoldKind.class);
        all.addAll(placed);
        if (!Retention.proofsMissing(facts, pack.overlays()).isEmpty()) {
            all.add(HoldKind.FUNDER_PROOF_MISSING);
        }
        var organisation = pack.version().organisation();
        if (ground.packs().organisation(organisation).orElseThrow().dpo().isEmpty()) {
            all.add(HoldKind.NO_DPO);
        }
        if (!ground.packs().signature(organisation).valid()) {
            all.add(HoldKind.PACK_NOT_SIGNED);
        }
        return all;
    }

    /** All that keeps an enrolment, whose grades would go with it, from being ended. */
    public Set<HoldKind> toUnenrolling(
            Set<HoldKind> placed, List<Fact> facts, CourseId course, Pack pack) {
        var ofCourse =
                facts.stream()
                        .filter(fact -> fact.course().map(course::equals).orElse(true))
                        .toList();
        return toErasing(placed, ofCourse, pack);
    }

    /** The same order for everybody: {@code funder-proof-missing, legal-hold}. */
    public static String words(Set<HoldKind> holds) {
        var words = new TreeSet<String>();
        holds.forEach(hold -> words.add(hold.key()));
        return String.join(", ", words);
    }
}
