package org.passerelle.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.passerelle.personaldata.CourseId;
import org.passerelle.policy.RetentionRule.Combine;
import org.passerelle.policy.Standing.Stage;

class RetentionPropertiesTest {
    @Property
    void no_phase_ever_comes_back(
            @ForAll("facts") List<Fact> facts,
            @ForAll("rules") RetentionRule rule,
            @ForAll("days") LocalDate one,
            @ForAll("days") LocalDate other) {
        var earlier = one.isBefore(other) ? one : other;
        var later = one.isBefore(other) ? other : one;

        assertThat(order(Retention.phaseOf(facts, rule, later)))
                .isGreaterThanOrEqualTo(order(Retention.phaseOf(facts, rule, earlier)));
    }

    @Property
    void without_a_fact_that_ends_something_nothing_is_ever_due(
            @ForAll("facts") List<Fact> facts,
            @ForAll("rules") RetentionRule rule,
            @ForAll("days") LocalDate day) {
        var openings =
                facts.stream().filter(fact -> fact.key().use() == FactKey.Use.NEVER).toList();

        assertThat(Retention.phaseOf(openings, rule, day).stage())
                .isIn(Stage.ACTIVE, Stage.UNKNOWN_START);
    }

    @Property
    void nothing_is_due_before_the_latest_start_fact_is_as_old_as_the_active_period(
            @ForAll("facts") List<Fact> facts,
            @ForAll("rules") RetentionRule rule,
            @ForAll("days") LocalDate day) {
        if (Retention.phaseOf(facts, rule, day) instanceof Phase.Final last
                && rule.active().combine() == Combine.LATEST) {
            var starts = facts.stream().filter(fact -> rule.active().from().contains(fact.key()));
            starts.forEach(
                    fact ->
                            assertThat(fact.on().plus(rule.active().period()))
                                    .isBefore(last.since()));
        }
    }

    @Property
    void the_order_of_facts_and_a_fact_told_twice_do_not_matter(
            @ForAll("facts") List<Fact> facts,
            @ForAll("rules") RetentionRule rule,
            @ForAll("days") LocalDate day) {
        var twice = new ArrayList<>(facts.reversed());
        twice.addAll(facts);

        assertThat(Retention.phaseOf(twice, rule, day))
                .isEqualTo(Retention.phaseOf(facts, rule, day));
    }

    @Property
    void an_overlay_never_shortens(
            @ForAll("facts") List<Fact> facts,
            @ForAll("rules") RetentionRule rule,
            @ForAll("days") LocalDate day) {
        var longer =
                new RetentionRule(
                        rule.key(),
                        rule.basis(),
                        rule.purposes(),
                        rule.categories(),
                        rule.active(),
                        rule.archive(),
                        rule.ending(),
                        List.of(Rows.opco("P3Y"), Rows.opco("P10Y")),
                        rule.outside(),
                        rule.citation());

        if (Retention.phaseOf(facts, longer, day) instanceof Phase.Final) {
            assertThat(Retention.phaseOf(facts, rule, day)).isInstanceOf(Phase.Final.class);
        }
    }

    @Property
    void the_next_change_is_where_the_phase_changes(
            @ForAll("facts") List<Fact> facts,
            @ForAll("rules") RetentionRule rule,
            @ForAll("days") LocalDate day) {
        var timeline = Retention.timelineOf(facts, rule);

        timeline.nextChangeAfter(day)
                .ifPresentOrElse(
                        next -> {
                            assertThat(next).isAfter(day);
                            assertThat(timeline.on(next.minusDays(1))).isEqualTo(timeline.on(day));
                            assertThat(timeline.on(next).stage())
                                    .isNotEqualTo(timeline.on(day).stage());
                        },
                        () ->
                                assertThat(timeline.on(day.plusYears(300)))
                                        .isEqualTo(timeline.on(day)));
    }

    @Property
    void a_period_in_years_keeps_month_and_day_where_the_day_exists(
            @ForAll("days") LocalDate day, @ForAll("years") int years) {
        var rule = Rows.keeping(FactKey.CONTRACT_END).active(Period.ofYears(years)).rule();
        var facts = List.of(Rows.fact(FactKey.CONTRACT_END, day));

        var timeline = (Timeline.Dated) Retention.timelineOf(facts, rule);

        assertThat(timeline.activeUntil().getYear()).isEqualTo(day.getYear() + years);
        assertThat(timeline.activeUntil().getMonth()).isEqualTo(day.getMonth());
        assertThat(timeline.activeUntil().getDayOfMonth())
                .isEqualTo(Math.min(day.getDayOfMonth(), timeline.activeUntil().lengthOfMonth()));
    }

    @Provide
    Arbitrary<Integer> years() {
        return Arbitraries.integers().between(0, 60);
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.longs()
                .between(
                        LocalDate.parse("1995-01-01").toEpochDay(),
                        LocalDate.parse("2060-12-31").toEpochDay())
                .map(LocalDate::ofEpochDay);
    }

    @Provide
    Arbitrary<List<Fact>> facts() {
        var keys = Arbitraries.of(FactKey.values());
        var courses = Arbitraries.of(Optional.<CourseId>empty(), course(3), course(8));
        return Combinators.combine(keys, days(), courses)
                .as((key, day, course) -> new Fact(key, day, new Fact.Source("crm"), course))
                .list()
                .ofMaxSize(9);
    }

    @Provide
    Arbitrary<RetentionRule> rules() {
        var starts =
                Arbitraries.of(FactKey.values())
                        .filter(key -> key.use() == FactKey.Use.STARTS)
                        .array(FactKey[].class)
                        .ofMinSize(1)
                        .ofMaxSize(3);
        var periods = Arbitraries.of("P0D", "P1M", "P13M", "P3Y", "P10Y");
        return Combinators.combine(
                        starts,
                        Arbitraries.of(Combine.values()),
                        periods,
                        periods,
                        Arbitraries.of(true, false))
                .as(
                        (from, combine, active, archive, archived) -> {
                            var rows = Rows.keeping(from).combine(combine).active(active);
                            return (archived ? rows.archive(archive, "proof") : rows)
                                    .fallback(FactKey.ENROLMENT_NO_LONGER_SEEN, "P3Y")
                                    .rule();
                        });
    }

    private static Optional<CourseId> course(long id) {
        return Optional.of(new CourseId(id));
    }

    private static int order(Phase phase) {
        return switch (phase.stage()) {
            case UNKNOWN_START, ACTIVE -> 0;
            case ARCHIVED -> 1;
            case ERASED, ANONYMISED -> 2;
        };
    }
}
