package org.passerelle.retention.sweep;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.commands.Proposals;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.RuleKey;
import org.passerelle.retention.JdbcFacts;
import org.passerelle.retention.JdbcRetention;
import org.passerelle.retention.JdbcSubjects;
import org.passerelle.retention.RetentionGround;
import org.passerelle.retention.clocks.JdbcClocks;
import org.passerelle.retention.clocks.RetentionClock;
import org.passerelle.retention.holds.Obstacles;

/**
 * The daily round: takes the clocks that are due by their index, asks {@code phaseOf} again, and
 * proposes what follows.
 *
 * <p>Guarantee: clocks and proposals of a batch are one transaction; run twice, the second changes
 * nothing; two engines at once share the work. It writes only what changed.
 */
public final class RetentionSweep {
    private static final int BATCH = 500;
    private static final Duration LOOK_AGAIN = Duration.ofDays(1);

    private final RetentionGround ground;
    private final JdbcFacts facts;
    private final JdbcClocks clocks;
    private final JdbcSubjects subjects;
    private final Proposals proposals;
    private final Obstacles obstacles;

    public RetentionSweep(RetentionGround ground, JdbcRetention tables, Proposals proposals) {
        this.ground = ground;
        this.facts = new JdbcFacts(tables);
        this.clocks = new JdbcClocks(tables);
        this.subjects = new JdbcSubjects(tables);
        this.proposals = proposals;
        this.obstacles = new Obstacles(ground, tables);
    }

    /**
     * What a round did.
     *
     * @param subjects whose clocks were due
     * @param proposed new commands on the sheet
     * @param held accounts that would be erased but for a hold
     */
    public record Swept(int subjects, int proposed, int held) {
        Swept and(Swept more) {
            return new Swept(subjects + more.subjects, proposed + more.proposed, held + more.held);
        }
    }

    public Swept run() {
        return run(ground.clock().instant());
    }

    /** As if it were {@code now}: a round that was missed can be made up for. */
    public Swept run(Instant now) {
        var total = new Swept(0, 0, 0);
        var due = this.clocks.due(now, BATCH);
        while (!due.isEmpty()) {
            var batch = due;
            total = total.and(ground.transactions().within(() -> batch(batch, now)));
            due = this.clocks.due(now, BATCH);
            requireProgress(batch, due);
        }
        return total;
    }

    /** A clock that stays due after its turn would keep this thread turning for ever. */
    private static void requireProgress(Set<SubjectId> before, Set<SubjectId> now) {
        if (!now.isEmpty() && now.equals(before)) {
            throw new IllegalStateException(
                    "the clocks of "
                            + now.size()
                            + " subjects stay due after the sweep looked at them, the first of subject "
                            + now.iterator().next()
                            + "; this is a fault of the program: report it with these clocks");
        }
    }

    private Swept batch(Set<SubjectId> due, Instant now) {
        var locked = this.subjects.lock(due);
        var stored = this.clocks.of(due);
        var facts = this.facts.of(locked.keySet());
        var rounds = new HashMap<PlatformKey, Optional<Round>>();
        var gathered = Round.Gathered.nothing();
        for (SubjectId subject : due) {
            var clocks = stored.getOrDefault(subject, Map.of());
            if (!isDue(clocks, now)) {
                continue; // another engine was here first
            }
            var round =
                    Optional.ofNullable(locked.get(subject))
                            .flatMap(
                                    platform ->
                                            rounds.computeIfAbsent(
                                                    platform, key -> round(key, due, now)));
            if (round.isPresent()) {
                round.get().turn(subject, facts.getOrDefault(subject, List.of()), clocks, gathered);
            } else {
                gathered.clocks().addAll(setAside(clocks, now));
            }
        }
        this.clocks.write(gathered.clocks());
        int proposed = gathered.proposals().isEmpty() ? 0 : proposals.propose(gathered.proposals());
        return new Swept(due.size(), proposed, gathered.held().size());
    }

    private Optional<Round> round(PlatformKey platform, Set<SubjectId> due, Instant now) {
        return ground.packs()
                .packOf(platform)
                .map(
                        pack ->
                                Round.of(
                                        platform,
                                        pack,
                                        now,
                                        new Round.Holding(obstacles, obstacles.placed(due, pack))));
    }

    private static boolean isDue(Map<RuleKey, RetentionClock> clocks, Instant now) {
        return clocks.values().stream()
                .anyMatch(
                        clock -> clock.nextTransition().filter(at -> !at.isAfter(now)).isPresent());
    }

    /** Of an erased subject, or of a platform that is not declared any more. */
    private static List<RetentionClock> setAside(Map<RuleKey, RetentionClock> clocks, Instant now) {
        return clocks.values().stream()
                .filter(clock -> clock.nextTransition().isPresent())
                .map(clock -> clock.lookingAgain(Optional.of(now.plus(LOOK_AGAIN))))
                .toList();
    }
}
