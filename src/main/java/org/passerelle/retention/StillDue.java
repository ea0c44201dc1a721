package org.passerelle.retention;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.commands.CommandType;
import org.passerelle.commands.Proposal;
import org.passerelle.commands.Recheck;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.Decision;
import org.passerelle.policy.Fact;
import org.passerelle.policy.Operation;
import org.passerelle.policy.Pack;
import org.passerelle.policy.Phase;
import org.passerelle.policy.Policies;
import org.passerelle.policy.PurposeKey;
import org.passerelle.policy.Question;
import org.passerelle.policy.Question.Asker;
import org.passerelle.policy.RoleKey;
import org.passerelle.policy.RuleKey;
import org.passerelle.policy.Standing;
import org.passerelle.policy.Standing.Mark;

/**
 * Asked just before a command acts: today's facts, holds and policy, read afresh.
 *
 * <p>A command of a retention rule is due while the account's phase still asks for it; one that a
 * person or a request asked for is due unless a hold or the policy says no.
 */
public final class StillDue implements Recheck {
    private static final PurposeKey COMPLIANCE = new PurposeKey("compliance");
    private static final PurposeKey RIGHTS = new PurposeKey("rights-requests");
    private static final RuleKey UNDECLARED = new RuleKey("decision/platform-not-declared");
    private static final RuleKey ERASED = new RuleKey("decision/tombstone");

    private final RetentionGround ground;
    private final JdbcRetention tables;
    private final Obstacles obstacles;

    public StillDue(RetentionGround ground, JdbcRetention tables) {
        this.ground = ground;
        this.tables = tables;
        this.obstacles = new Obstacles(ground, tables);
    }

    @Override
    public Verdict stillDue(Proposal proposal) {
        var pack = ground.packs().packOf(proposal.platform());
        if (pack.isEmpty()) {
            return new Verdict.NoLongerDue(
                    UNDECLARED, "platform " + proposal.platform() + " is not declared any more");
        }
        var followed = tables.subjects().find(proposal.subject());
        if (followed.isEmpty() || followed.get().erased()) {
            return new Verdict.NoLongerDue(ERASED, "the subject was erased");
        }
        return verdict(proposal, pack.get());
    }

    private Verdict verdict(Proposal proposal, Pack pack) {
        var facts = tables.facts().of(proposal.subject());
        var placed = placed(proposal.subject(), pack);
        return outOfTime(proposal, facts, pack)
                .or(() -> held(proposal, facts, new Holding(pack, placed)))
                .or(() -> forbidden(proposal, pack))
                .orElseGet(Verdict.StillDue::new);
    }

    private Set<HoldKind> placed(SubjectId subject, Pack pack) {
        return obstacles.placed(Set.of(subject), pack).getOrDefault(subject, Set.of());
    }

    private record Holding(Pack pack, Set<HoldKind> placed) {}

    private Optional<Verdict> outOfTime(Proposal proposal, List<Fact> facts, Pack pack) {
        if (!proposal.rule().value().startsWith("retention/")) {
            return Optional.empty();
        }
        var reckoning = new Reckoning(pack, ground.clock().instant());
        var account = Reckoning.account(reckoning.timelines(facts));
        if (account.isEmpty() || !reckoning.follows(proposal.rule())) {
            return Optional.of(
                    new Verdict.NoLongerDue(
                            proposal.rule(), "the pack has no such row for accounts any more"));
        }
        var phase = account.get().on(reckoning.today());
        return wanted(proposal.type(), phase)
                ? Optional.empty()
                : Optional.of(
                        new Verdict.NoLongerDue(
                                proposal.rule(),
                                "with today's facts the account is " + phase.stage().key()));
    }

    private static boolean wanted(CommandType type, Phase phase) {
        return switch (type) {
            case SUSPEND, UNENROL ->
                    phase instanceof Phase.Archived || phase instanceof Phase.Final;
            case ERASE -> phase instanceof Phase.Final;
            case LIFT, RECTIFY -> true;
        };
    }

    private Optional<Verdict> held(Proposal proposal, List<Fact> facts, Holding holding) {
        var holds =
                switch (proposal.type()) {
                    case ERASE -> obstacles.toErasing(holding.placed(), facts, holding.pack());
                    case UNENROL ->
                            proposal.course()
                                    .map(
                                            course ->
                                                    obstacles.toUnenrolling(
                                                            holding.placed(),
                                                            facts,
                                                            course,
                                                            holding.pack()))
                                    .orElseGet(
                                            () ->
                                                    obstacles.toErasing(
                                                            holding.placed(),
                                                            facts,
                                                            holding.pack()));
                    case SUSPEND ->
                            holding.placed().contains(HoldKind.RESTRICTION)
                                    ? Set.of(HoldKind.RESTRICTION)
                                    : Set.<HoldKind>of();
                    case LIFT, RECTIFY -> Set.<HoldKind>of();
                };
        return holds.isEmpty()
                ? Optional.empty()
                : Optional.of(new Verdict.OnHold(Obstacles.words(holds)));
    }

    /** Restriction was looked at before: here it is the pack's own no that counts. */
    private Optional<Verdict> forbidden(Proposal proposal, Pack pack) {
        var purpose =
                switch (proposal.type()) {
                    case SUSPEND, UNENROL, ERASE -> COMPLIANCE;
                    case LIFT, RECTIFY -> RIGHTS;
                };
        var restricted = placed(proposal.subject(), pack).contains(HoldKind.RESTRICTION);
        var standing = restricted ? Standing.CLEAR.marked(Mark.RESTRICTED) : Standing.CLEAR;
        var question =
                Question.forPurpose(
                                Operation.COMMAND,
                                purpose,
                                Asker.of(RoleKey.BRIDGE),
                                Map.of(),
                                ground.clock().instant())
                        .about(standing);
        return switch (Policies.decide(pack, question)) {
            case Decision.Permitted permitted -> Optional.empty();
            case Decision.Reduced reduced -> Optional.empty();
            case Decision.Denied denied ->
                    Optional.of(new Verdict.NoLongerDue(denied.because(), denied.reason()));
            case Decision.Uncovered uncovered ->
                    Optional.of(
                            new Verdict.NoLongerDue(
                                    new RuleKey("decision/uncovered"), uncovered.gap()));
        };
    }
}
