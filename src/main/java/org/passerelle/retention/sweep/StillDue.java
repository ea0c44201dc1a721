package org.passerelle.retention.sweep;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.commands.Command;
import org.passerelle.commands.CommandType;
import org.passerelle.commands.Proposal;
import org.passerelle.commands.Recheck;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.Decision;
import org.passerelle.policy.Fact;
import org.passerelle.policy.Pack;
import org.passerelle.policy.Phase;
import org.passerelle.policy.Policies;
import org.passerelle.policy.RuleKey;
import org.passerelle.policy.Standing;
import org.passerelle.policy.Standing.Mark;
import org.passerelle.retention.JdbcFacts;
import org.passerelle.retention.JdbcRetention;
import org.passerelle.retention.JdbcSubjects;
import org.passerelle.retention.RetentionGround;
import org.passerelle.retention.clocks.Reckoning;
import org.passerelle.retention.holds.HoldKind;
import org.passerelle.retention.holds.Obstacles;
import org.passerelle.retention.sweep.CommandDecisions.Asked;

/**
 * Asked just before a command acts: today's facts, holds and policy, read afresh.
 *
 * <p>A command of a retention rule is due while the account's phase still asks for it; one that a
 * person or a request asked for is due unless a hold or the policy says no.
 */
public final class StillDue implements Recheck {
    private static final RuleKey UNDECLARED = new RuleKey("decision/platform-not-declared");
    private static final RuleKey HOLD = new RuleKey("decision/hold");
    private static final RuleKey ERASED = new RuleKey("decision/tombstone");

    private final RetentionGround ground;
    private final JdbcFacts facts;
    private final JdbcSubjects subjects;
    private final Obstacles obstacles;
    private final CommandDecisions decisions;

    public StillDue(RetentionGround ground, JdbcRetention tables, CommandDecisions decisions) {
        this.ground = ground;
        this.decisions = decisions;
        this.facts = new JdbcFacts(tables);
        this.subjects = new JdbcSubjects(tables);
        this.obstacles = new Obstacles(ground, tables);
    }

    @Override
    public Verdict stillDue(Proposal proposal) {
        return ask(new Asked(proposal, "proposal"));
    }

    @Override
    public Verdict stillDue(Command command) {
        return ask(new Asked(command.proposal(), "command " + command.id()));
    }

    private Verdict ask(Asked asked) {
        var proposal = asked.proposal();
        var pack = ground.packs().packOf(proposal.platform());
        if (pack.isEmpty()) {
            return new Verdict.NoLongerDue(
                    UNDECLARED, "platform " + proposal.platform() + " is not declared any more");
        }
        var followed = subjects.find(proposal.subject());
        if (followed.isEmpty() || followed.get().erased()) {
            return new Verdict.NoLongerDue(ERASED, "the subject was erased");
        }
        return verdict(asked, pack.get());
    }

    /** What retention says first, the pack after it; one decision is kept either way. */
    private Verdict verdict(Asked asked, Pack pack) {
        var proposal = asked.proposal();
        var facts = this.facts.of(proposal.subject());
        var placed = placed(proposal.subject(), pack);
        var question = decisions.question(proposal, standing(placed));
        var no =
                outOfTime(proposal, facts, pack)
                        .or(() -> held(proposal, facts, new Holding(pack, placed)));
        var answer =
                no.map(verdict -> denied(pack, verdict))
                        .orElseGet(() -> Policies.decide(pack, question));
        decisions.keep(pack, question, asked, answer);
        return no.orElseGet(() -> verdict(answer));
    }

    private static Standing standing(Set<HoldKind> placed) {
        return placed.contains(HoldKind.RESTRICTION)
                ? Standing.CLEAR.marked(Mark.RESTRICTED)
                : Standing.CLEAR;
    }

    /** The no of a period or a hold, as a decision. */
    private static Decision denied(Pack pack, Verdict no) {
        return switch (no) {
            case Verdict.StillDue due -> throw new IllegalStateException("a yes denies nothing");
            case Verdict.NoLongerDue over ->
                    new Decision.Denied(pack.version(), over.because(), over.reason());
            case Verdict.OnHold hold ->
                    new Decision.Denied(
                            pack.version(), HOLD, "hold " + hold.hold() + " stands in the way");
        };
    }

    private static Verdict verdict(Decision answer) {
        return switch (answer) {
            case Decision.Permitted permitted -> new Verdict.StillDue();
            case Decision.Reduced reduced -> new Verdict.StillDue();
            case Decision.Denied denied ->
                    new Verdict.NoLongerDue(denied.because(), denied.reason());
            case Decision.Uncovered uncovered ->
                    new Verdict.NoLongerDue(new RuleKey("decision/uncovered"), uncovered.gap());
        };
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
}
