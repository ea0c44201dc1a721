package org.passerelle.retention.sweep;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.commands.CommandType;
import org.passerelle.commands.Proposal;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.Fact;
import org.passerelle.policy.Pack;
import org.passerelle.policy.RetentionRule;
import org.passerelle.policy.RuleKey;
import org.passerelle.policy.Timeline;
import org.passerelle.retention.clocks.Reckoning;
import org.passerelle.retention.clocks.RetentionClock;
import org.passerelle.retention.clocks.RetentionClock.Asked;
import org.passerelle.retention.clocks.RetentionClock.Said;
import org.passerelle.retention.holds.HoldKind;
import org.passerelle.retention.holds.Obstacles;

/** One platform's part of a sweep at one moment: what each subject's facts ask for today. */
final class Round {
    /** A proposal that a person turned down is made again after so many days: it is still due. */
    private static final int ASK_AGAIN_DAYS = 30;

    private final PlatformKey platform;
    private final Pack pack;
    private final Reckoning reckoning;
    private final Holding holding;

    private Round(PlatformKey platform, Pack pack, Reckoning reckoning, Holding holding) {
        this.platform = platform;
        this.pack = pack;
        this.reckoning = reckoning;
        this.holding = holding;
    }

    static Round of(PlatformKey platform, Pack pack, Instant now, Holding holding) {
        return new Round(platform, pack, new Reckoning(pack, now), holding);
    }

    /** Who is held back, and by what. */
    record Holding(Obstacles obstacles, Map<SubjectId, Set<HoldKind>> placed) {
        Set<HoldKind> of(SubjectId subject) {
            return placed.getOrDefault(subject, Set.of());
        }
    }

    /** What the turns of a batch gave. */
    record Gathered(List<RetentionClock> clocks, List<Proposal> proposals, Set<SubjectId> held) {
        static Gathered nothing() {
            return new Gathered(new ArrayList<>(), new ArrayList<>(), new HashSet<>());
        }
    }

    void turn(
            SubjectId subject,
            List<Fact> facts,
            Map<RuleKey, RetentionClock> stored,
            Gathered gathered) {
        var timelines = reckoning.timelines(facts);
        var account = Reckoning.account(timelines);
        timelines.forEach(
                (rule, timeline) -> {
                    var before = Optional.ofNullable(stored.get(rule.key()));
                    var after = look(subject, rule, timeline, before);
                    if (rule.governsAccount()) {
                        var ripe = new Ripeness(rule, account.orElseThrow(), after.asked());
                        after = acted(after, ripe, facts, gathered);
                    }
                    if (before.isEmpty() || !before.get().equals(after)) {
                        gathered.clocks().add(after);
                    }
                });
        gathered.clocks().addAll(forgotten(stored));
    }

    /** The clock with today's answer, to be looked at again when the phase changes next. */
    private RetentionClock look(
            SubjectId subject,
            RetentionRule rule,
            Timeline timeline,
            Optional<RetentionClock> before) {
        return new RetentionClock(
                subject,
                platform,
                rule.key(),
                Said.of(timeline, reckoning.today()),
                pack.version(),
                before.flatMap(RetentionClock::asked),
                timeline.nextChangeAfter(reckoning.today()).map(reckoning::midnight),
                before.flatMap(RetentionClock::movedFrom));
    }

    private RetentionClock acted(
            RetentionClock clock, Ripeness ripe, List<Fact> facts, Gathered gathered) {
        var today = reckoning.today();
        return switch (ripe.on(today)) {
            case Ripeness.Step.Keep keep -> {
                if (keep.lift()) {
                    gathered.proposals().add(proposal(clock, CommandType.LIFT, ripe.rule(), today));
                }
                yield clock.asking(Optional.empty());
            }
            case Ripeness.Step.Wait wait -> clock.lookingAgain(at(wait.until()));
            case Ripeness.Step.Suspend suspend -> suspended(clock, ripe, suspend, gathered);
            case Ripeness.Step.Erase erase -> {
                var placed = holding.of(clock.subject());
                if (!holding.obstacles().toErasing(placed, facts, pack).isEmpty()) {
                    yield held(clock, gathered);
                }
                gathered.proposals()
                        .add(proposal(clock, CommandType.ERASE, ripe.rule(), erase.dueOn()));
                yield clock.asking(Optional.of(new Asked(Asked.Command.ERASE, today)))
                        .lookingAgain(at(today.plusDays(ASK_AGAIN_DAYS)));
            }
        };
    }

    private RetentionClock suspended(
            RetentionClock clock, Ripeness ripe, Ripeness.Step.Suspend step, Gathered gathered) {
        if (holding.of(clock.subject()).contains(HoldKind.RESTRICTION)) {
            return held(clock, gathered);
        }
        var today = reckoning.today();
        gathered.proposals().add(proposal(clock, CommandType.SUSPEND, ripe.rule(), step.dueOn()));
        var asked = Optional.of(new Asked(Asked.Command.SUSPEND, today));
        var next = new Ripeness(ripe.rule(), ripe.account(), asked).on(today);
        var until = next instanceof Ripeness.Step.Wait wait ? wait.until() : today.plusDays(1);
        return clock.asking(asked).lookingAgain(at(until));
    }

    /** Asked again every day, so that a lifted hold is noticed. */
    private RetentionClock held(RetentionClock clock, Gathered gathered) {
        gathered.held().add(clock.subject());
        return clock.lookingAgain(at(reckoning.today().plusDays(1)));
    }

    private Optional<Instant> at(LocalDate day) {
        return Optional.of(reckoning.midnight(day));
    }

    private Proposal proposal(
            RetentionClock clock, CommandType type, RetentionRule rule, LocalDate dueOn) {
        return new Proposal(
                pack.version().organisation(),
                platform,
                clock.subject(),
                type,
                Optional.empty(),
                rule.key(),
                rule.citation().clause(),
                pack.version(),
                dueOn,
                "engine");
    }

    /** Due clocks of rows the pack no longer has are never due again. */
    private List<RetentionClock> forgotten(Map<RuleKey, RetentionClock> stored) {
        return stored.values().stream()
                .filter(clock -> clock.nextTransition().isPresent())
                .filter(clock -> !reckoning.follows(clock.rule()))
                .map(clock -> clock.lookingAgain(Optional.empty()))
                .toList();
    }
}
