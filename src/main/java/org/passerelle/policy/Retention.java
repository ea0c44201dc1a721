package org.passerelle.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.passerelle.personaldata.CourseId;
import org.passerelle.policy.RetentionRule.ActiveSpan;
import org.passerelle.policy.RetentionRule.Fallback;

/**
 * The one evaluator of retention. Pure: no clock but the day given.
 *
 * <p><b>Calendar rule.</b> A period is added to the day of the fact on the calendar, and that day
 * is the <em>last</em> day of the phase; the next phase begins the day after, at midnight in the
 * organisation's time zone. Where the day does not exist, it is the last day of that month: P10Y
 * from 29 February 2016 ends with 28 February 2026, P1M from 31 January with the last of February.
 * An archive period is added to the last day of the active one.
 *
 * <p><b>What is missing stays missing.</b> Of the start facts those that are known count; if none
 * is, the fallbacks in order, each with its own period; if none of them either, the start is
 * unknown: no date is ever made up.
 *
 * <p><b>What is open stays open.</b> While a contract (enrolment, consent, request) has a start and
 * no end of that day or later in the same course, the period has not begun.
 */
public final class Retention {
    private Retention() {}

    public static Phase phaseOf(List<Fact> facts, RetentionRule rule, LocalDate today) {
        return timelineOf(facts, rule).on(today);
    }

    public static Phase phaseOf(List<Fact> facts, RetentionRule rule, Instant now, ZoneId zone) {
        return phaseOf(facts, rule, LocalDate.ofInstant(now, zone));
    }

    /** For one enrolment only, give the facts of that course and those of none. */
    public static Timeline timelineOf(List<Fact> all, RetentionRule rule) {
        var facts = concerning(all, rule);
        var active = rule.active();
        for (FactKey from : active.from()) {
            if (isOpen(facts, from)) {
                return new Timeline.Open(from);
            }
        }
        var start = start(facts, active);
        return start.isPresent()
                ? dated(facts, rule, start.get(), active.period())
                : fallback(facts, rule);
    }

    /** A consent to another purpose ends nothing here. */
    private static List<Fact> concerning(List<Fact> facts, RetentionRule rule) {
        for (Fact fact : facts) {
            if (!fact.concerns(rule.purposes())) {
                return facts.stream().filter(one -> one.concerns(rule.purposes())).toList();
            }
        }
        return facts;
    }

    /** Loops and no streams here and below: a re-evaluation asks for every rule of everybody. */
    private static Optional<Fact> start(List<Fact> facts, ActiveSpan active) {
        Optional<Fact> start = Optional.empty();
        for (FactKey key : active.from()) {
            var known = latest(facts, key);
            if (known.isPresent()
                    && (start.isEmpty() || counts(known.get(), start.get(), active))) {
                start = known;
            }
        }
        return start;
    }

    private static boolean counts(Fact fact, Fact before, ActiveSpan active) {
        return switch (active.combine()) {
            case LATEST -> fact.on().isAfter(before.on());
            case EARLIEST -> fact.on().isBefore(before.on());
        };
    }

    /**
     * The timeline of something several rules keep: it leaves a phase when the last of them does.
     * An unknown start or an open end among them keeps it.
     */
    public static Timeline together(List<Timeline> timelines) {
        var unknown = timelines.stream().filter(Timeline.Unknown.class::isInstance).findFirst();
        var open = timelines.stream().filter(Timeline.Open.class::isInstance).findFirst();
        if (unknown.isPresent() || open.isPresent()) {
            return unknown.or(() -> open).orElseThrow();
        }
        return timelines.stream()
                .map(Timeline.Dated.class::cast)
                .reduce(Retention::longer)
                .orElseThrow(() -> new IllegalArgumentException("no timeline given"));
    }

    /** The funders' overlays whose proof of an enrolment is not yet in our archive. */
    public static Set<RuleKey> proofsMissing(List<Fact> facts, List<Overlay> overlays) {
        var missing = new TreeSet<RuleKey>();
        for (Overlay overlay : overlays) {
            for (Fact funded : facts) {
                if (funded.key() == overlay.when()
                        && !overlay.proof().isEmpty()
                        && facts.stream().noneMatch(fact -> proves(fact, overlay, funded))) {
                    missing.add(overlay.key());
                }
            }
        }
        return missing;
    }

    private static boolean proves(Fact fact, Overlay overlay, Fact funded) {
        return overlay.proof().contains(fact.key()) && fact.course().equals(funded.course());
    }

    private static Timeline fallback(List<Fact> facts, RetentionRule rule) {
        for (Fallback fallback : rule.active().fallbacks()) {
            if (isOpen(facts, fallback.from())) {
                return new Timeline.Open(fallback.from());
            }
            var start = latest(facts, fallback.from());
            if (start.isPresent()) {
                return dated(facts, rule, start.get(), fallback.period());
            }
        }
        return new Timeline.Unknown(Set.copyOf(rule.active().from()));
    }

    private static Timeline dated(
            List<Fact> facts, RetentionRule rule, Fact start, Period activePeriod) {
        var activeUntil = start.on().plus(activePeriod);
        var archive =
                rule.archive()
                        .map(
                                span ->
                                        new Timeline.Archive(
                                                activeUntil.plus(span.period()), span.reason()));
        var own =
                new Timeline.Dated(
                        start.key(), activeUntil, archive, rule.ending().step(), rule.key());
        return overlaid(facts, rule, own);
    }

    /** The longest of the rule's own end and those of every overlay that applies. */
    private static Timeline overlaid(List<Fact> facts, RetentionRule rule, Timeline.Dated own) {
        var longest = own;
        for (Overlay overlay : rule.overlays()) {
            for (Fact applying : facts) {
                if (applying.key() != overlay.when()) {
                    continue;
                }
                var from = firstKnown(facts, overlay.from(), applying.course());
                if (from.isEmpty()) {
                    return new Timeline.Unknown(Set.copyOf(overlay.from()));
                }
                longest = extended(longest, overlay, overlay.lastDay(from.get().on()));
            }
        }
        return longest;
    }

    private static Timeline.Dated extended(Timeline.Dated own, Overlay overlay, LocalDate lastDay) {
        if (!lastDay.isAfter(own.finalSince().minusDays(1))) {
            return own;
        }
        return new Timeline.Dated(
                own.startedBy(),
                own.activeUntil(),
                Optional.of(new Timeline.Archive(lastDay, overlay.reason())),
                own.step(),
                overlay.key());
    }

    /** Facts of the course itself come first; those of the whole relation stand in for them. */
    private static Optional<Fact> firstKnown(
            List<Fact> facts, List<FactKey> keys, Optional<CourseId> course) {
        for (FactKey key : keys) {
            var ofCourse = facts.stream().filter(fact -> fact.course().equals(course)).toList();
            var found = latest(ofCourse, key);
            if (found.isEmpty()) {
                found =
                        latest(
                                facts.stream().filter(fact -> fact.course().isEmpty()).toList(),
                                key);
            }
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static boolean isOpen(List<Fact> facts, FactKey closing) {
        return closing.opening().map(opening -> isOpen(facts, opening, closing)).orElse(false);
    }

    private static boolean isOpen(List<Fact> facts, FactKey opening, FactKey closing) {
        for (Fact opened : facts) {
            if (opened.key() == opening && !isClosed(facts, closing, opened)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isClosed(List<Fact> facts, FactKey closing, Fact opened) {
        for (Fact fact : facts) {
            if (closes(fact, closing, opened)) {
                return true;
            }
        }
        return false;
    }

    /** The end of the whole relation ends every enrolment in it. */
    private static boolean closes(Fact fact, FactKey closing, Fact opened) {
        return fact.key() == closing
                && (fact.course().isEmpty() || fact.course().equals(opened.course()))
                && !fact.on().isBefore(opened.on());
    }

    private static Optional<Fact> latest(List<Fact> facts, FactKey key) {
        Optional<Fact> latest = Optional.empty();
        for (Fact fact : facts) {
            if (fact.key() == key && (latest.isEmpty() || fact.on().isAfter(latest.get().on()))) {
                latest = Optional.of(fact);
            }
        }
        return latest;
    }

    private static Timeline.Dated longer(Timeline.Dated one, Timeline.Dated other) {
        var last = one.finalSince().isBefore(other.finalSince()) ? other : one;
        var activeUntil = later(one.activeUntil(), other.activeUntil());
        var archive = last.archive().filter(span -> span.until().isAfter(activeUntil));
        return new Timeline.Dated(
                last.startedBy(), activeUntil, archive, last.step(), last.winner());
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? other : one;
    }
}
