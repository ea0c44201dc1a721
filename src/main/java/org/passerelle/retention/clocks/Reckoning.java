package org.passerelle.retention.clocks;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.Fact;
import org.passerelle.policy.FactKey;
import org.passerelle.policy.Pack;
import org.passerelle.policy.Retention;
import org.passerelle.policy.RetentionRule;
import org.passerelle.policy.RuleKey;
import org.passerelle.policy.Standing.Stage;
import org.passerelle.policy.Timeline;
import org.passerelle.retention.clocks.RetentionClock.Said;

/** Asks {@code phaseOf} for every followed rule of one pack, at one moment. Pure. */
public final class Reckoning {
    /** A pack that moves an end earlier by more than this waits, and is shown first. */
    private static final int MOVED_DAYS = 30;

    private static final Duration SHOWN_FIRST = Duration.ofHours(24);

    private final Pack pack;
    private final List<RetentionRule> rules;
    private final Instant now;
    private final LocalDate today;

    public Reckoning(Pack pack, Instant now) {
        this.pack = pack;
        this.rules = pack.retention().stream().filter(rule -> rule.outside().isEmpty()).toList();
        this.now = now;
        this.today = LocalDate.ofInstant(now, pack.zone());
    }

    public LocalDate today() {
        return today;
    }

    public boolean follows(RuleKey rule) {
        return rules.stream().anyMatch(followed -> followed.key().equals(rule));
    }

    /** The facts that any followed rule can ask for. */
    public Set<FactKey> keys() {
        var keys = new HashSet<FactKey>();
        for (RetentionRule rule : rules) {
            var asked = new ArrayList<>(rule.active().from());
            rule.active().fallbacks().forEach(fallback -> asked.add(fallback.from()));
            rule.overlays().forEach(overlay -> asked.add(overlay.when()));
            rule.overlays().forEach(overlay -> asked.addAll(overlay.from()));
            keys.addAll(asked);
            asked.forEach(key -> key.opening().ifPresent(keys::add));
        }
        return keys;
    }

    /** What every followed rule says of a subject with these facts. */
    public Map<RetentionRule, Timeline> timelines(List<Fact> facts) {
        var timelines = new LinkedHashMap<RetentionRule, Timeline>();
        rules.forEach(rule -> timelines.put(rule, Retention.timelineOf(facts, rule)));
        return timelines;
    }

    /** How long the account is kept by all rules that govern it; empty when none does. */
    public static Optional<Timeline> account(Map<RetentionRule, Timeline> timelines) {
        var governing =
                timelines.entrySet().stream()
                        .filter(entry -> entry.getKey().governsAccount())
                        .map(Map.Entry::getValue)
                        .toList();
        return governing.isEmpty() ? Optional.empty() : Optional.of(Retention.together(governing));
    }

    /** The exclusive or of the prints of all clocks of a subject with these facts. */
    long prints(List<Fact> facts) {
        long all = 0;
        for (RetentionRule rule : rules) {
            all ^= Said.of(Retention.timelineOf(facts, rule), today).print(rule.key());
        }
        return all;
    }

    /** The clocks that differ from what is stored. */
    List<RetentionClock> changed(
            SubjectId subject,
            PlatformKey platform,
            List<Fact> facts,
            Map<RuleKey, RetentionClock> stored) {
        var changed = new ArrayList<RetentionClock>();
        timelines(facts)
                .forEach(
                        (rule, timeline) -> {
                            var before = Optional.ofNullable(stored.get(rule.key()));
                            var said = Said.of(timeline, today);
                            if (before.isEmpty() || !before.get().said().equals(said)) {
                                changed.add(clock(subject, platform, rule.key(), said, before));
                            }
                        });
        changed.addAll(orphans(stored));
        return changed;
    }

    private RetentionClock clock(
            SubjectId subject,
            PlatformKey platform,
            RuleKey rule,
            Said said,
            Optional<RetentionClock> before) {
        boolean moved = before.filter(clock -> movedByPack(clock, said)).isPresent();
        var asked = before.flatMap(RetentionClock::asked);
        var next = next(said, asked.isPresent());
        return new RetentionClock(
                subject,
                platform,
                rule,
                said,
                pack.version(),
                asked,
                moved ? next.map(at -> later(at, now.plus(SHOWN_FIRST))) : next,
                moved ? before.flatMap(clock -> clock.said().finalSince()) : Optional.empty());
    }

    /** Acts at once on what is no longer active, and on what is active again after all. */
    private Optional<Instant> next(Said said, boolean asked) {
        boolean active = said.stage() == Stage.ACTIVE || said.stage() == Stage.UNKNOWN_START;
        if (!active || asked) {
            return Optional.of(now);
        }
        return said.activeUntil().map(day -> midnight(day.plusDays(1)));
    }

    public Instant midnight(LocalDate day) {
        return day.atStartOfDay(pack.zone()).toInstant();
    }

    private boolean movedByPack(RetentionClock before, Said said) {
        if (before.pack().equals(pack.version())
                || before.said().finalSince().isEmpty()
                || said.finalSince().isEmpty()) {
            return false;
        }
        long days =
                ChronoUnit.DAYS.between(said.finalSince().get(), before.said().finalSince().get());
        return Math.abs(days) > MOVED_DAYS;
    }

    /** Clocks of rows that the pack no longer has: never due, and shown. */
    private List<RetentionClock> orphans(Map<RuleKey, RetentionClock> stored) {
        var known = rules.stream().map(RetentionRule::key).collect(Collectors.toSet());
        return stored.values().stream()
                .filter(clock -> !known.contains(clock.rule()))
                .filter(clock -> !clock.said().equals(Said.ruleDeleted()))
                .map(
                        clock ->
                                new RetentionClock(
                                        clock.subject(),
                                        clock.platform(),
                                        clock.rule(),
                                        Said.ruleDeleted(),
                                        pack.version(),
                                        clock.asked(),
                                        Optional.empty(),
                                        clock.said().finalSince()))
                .toList();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }
}
