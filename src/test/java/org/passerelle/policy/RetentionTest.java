package org.passerelle.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.passerelle.policy.FactKey.CONTRACT_END;
import static org.passerelle.policy.FactKey.CONTRACT_START;
import static org.passerelle.policy.FactKey.ENROLMENT_NO_LONGER_SEEN;
import static org.passerelle.policy.FactKey.ENROLMENT_SEEN;
import static org.passerelle.policy.FactKey.FIRST_SEEN;
import static org.passerelle.policy.FactKey.FUNDED_BY_OPCO;
import static org.passerelle.policy.FactKey.FUNDER_PROOF_ARCHIVED;
import static org.passerelle.policy.FactKey.LAST_ACCESS;
import static org.passerelle.policy.FactKey.LAST_CONTACT;
import static org.passerelle.policy.FactKey.LAST_PAYMENT;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passerelle.personaldata.CourseId;
import org.passerelle.policy.RetentionRule.Combine;
import org.passerelle.policy.RetentionRule.Fallback;

class RetentionTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final CourseId COOKING = new CourseId(3);
    private static final CourseId WELDING = new CourseId(8);

    @ParameterizedTest
    @CsvSource({
        "2016-02-29, P10Y, 2026-02-28",
        "2016-02-29, P12Y, 2028-02-29",
        "2026-01-31, P1M,  2026-02-28",
        "2028-01-31, P1M,  2028-02-29",
        "2025-08-31, P13M, 2026-09-30",
        "2025-12-31, P0D,  2025-12-31",
        "2025-06-30, P3Y,  2028-06-30"
    })
    void a_period_ends_with_the_same_day_or_the_last_of_the_month(
            LocalDate event, Period period, LocalDate lastDay) {
        var rule = Rows.keeping(CONTRACT_END).active(period).rule();
        var facts = List.of(Rows.fact(CONTRACT_END, event));

        assertThat(Retention.phaseOf(facts, rule, lastDay))
                .isEqualTo(new Phase.Active(Optional.of(lastDay)));
        assertThat(Retention.phaseOf(facts, rule, lastDay.plusDays(1)))
                .isEqualTo(new Phase.Final(FinalStep.ERASE, lastDay.plusDays(1)));
    }

    @Test
    void the_archive_runs_from_the_last_active_day() {
        var rule = Rows.keeping(CONTRACT_END).active("P3Y").archive("P5Y", "proof").rule();
        var facts = List.of(Rows.fact(CONTRACT_END, "2016-02-29"));

        assertThat(Retention.phaseOf(facts, rule, LocalDate.parse("2019-03-01")))
                .isEqualTo(new Phase.Archived(LocalDate.parse("2024-02-28"), "proof"));
        assertThat(Retention.phaseOf(facts, rule, LocalDate.parse("2024-02-29")))
                .isEqualTo(new Phase.Final(FinalStep.ERASE, LocalDate.parse("2024-02-29")));
    }

    @Test
    void no_start_fact_means_unknown_and_never_a_date() {
        var rule = Rows.keeping(CONTRACT_END, LAST_CONTACT).active("P10Y").rule();
        var facts =
                List.of(
                        Rows.fact(FIRST_SEEN, "2001-01-01"),
                        Rows.fact(LAST_ACCESS, "2002-02-02"),
                        Rows.fact(ENROLMENT_SEEN, "2001-01-01"));

        var phase = Retention.phaseOf(facts, rule, LocalDate.parse("2199-12-31"));

        assertThat(phase).isEqualTo(new Phase.UnknownStart(Set.of(CONTRACT_END, LAST_CONTACT)));
    }

    @Test
    void a_running_contract_keeps_the_item_active_though_an_old_one_ended_long_ago() {
        var rule = Rows.keeping(CONTRACT_END, LAST_CONTACT).active("P1Y").rule();
        var facts =
                List.of(
                        Rows.fact(CONTRACT_START, "2010-01-01").in(COOKING),
                        Rows.fact(CONTRACT_END, "2010-12-31").in(COOKING),
                        Rows.fact(LAST_CONTACT, "2010-12-31"),
                        Rows.fact(CONTRACT_START, "2024-01-01").in(WELDING));

        assertThat(Retention.phaseOf(facts, rule, LocalDate.parse("2026-01-01")))
                .isEqualTo(new Phase.Active(Optional.empty()));
    }

    @Test
    void a_contract_renewed_after_its_end_is_open_again() {
        var rule = Rows.keeping(CONTRACT_END).active("P0D").rule();
        var ended =
                List.of(
                        Rows.fact(CONTRACT_START, "2025-01-01"),
                        Rows.fact(CONTRACT_END, "2025-06-30"));
        var renewed = Rows.and(ended, Rows.fact(CONTRACT_START, "2025-09-01"));
        var today = LocalDate.parse("2026-01-01");

        assertThat(Retention.phaseOf(ended, rule, today)).isInstanceOf(Phase.Final.class);
        assertThat(Retention.phaseOf(renewed, rule, today))
                .isEqualTo(new Phase.Active(Optional.empty()));
    }

    @Test
    void the_end_of_the_whole_relation_ends_every_contract() {
        var rule = Rows.keeping(CONTRACT_END).active("P0D").rule();
        var facts =
                List.of(
                        Rows.fact(CONTRACT_START, "2025-01-01").in(COOKING),
                        Rows.fact(CONTRACT_END, "2025-06-30"));

        assertThat(Retention.phaseOf(facts, rule, LocalDate.parse("2025-07-01")))
                .isInstanceOf(Phase.Final.class);
    }

    @ParameterizedTest
    @CsvSource({"LATEST, 2031-05-02", "EARLIEST, 2030-01-15"})
    void several_starts_are_combined_as_the_row_says(Combine combine, LocalDate lastDay) {
        var rule = Rows.keeping(CONTRACT_END, LAST_CONTACT).combine(combine).active("P10Y").rule();
        var facts =
                List.of(
                        Rows.fact(CONTRACT_END, "2020-01-15"),
                        Rows.fact(LAST_CONTACT, "2019-01-01"),
                        Rows.fact(LAST_CONTACT, "2021-05-02"));

        assertThat(Retention.phaseOf(facts, rule, lastDay))
                .isEqualTo(new Phase.Active(Optional.of(lastDay)));
    }

    @Test
    void a_fallback_runs_for_its_own_period() {
        var rule =
                Rows.keeping(CONTRACT_END)
                        .active("P0D")
                        .fallback(ENROLMENT_NO_LONGER_SEEN, "P3Y")
                        .rule();
        var facts =
                List.of(
                        Rows.fact(ENROLMENT_SEEN, "2019-01-01").in(COOKING),
                        Rows.fact(ENROLMENT_NO_LONGER_SEEN, "2020-01-01").in(COOKING));
        var elsewhere = Rows.and(facts, Rows.fact(ENROLMENT_SEEN, "2020-03-01").in(WELDING));

        assertThat(Retention.phaseOf(facts, rule, LocalDate.parse("2023-01-01")))
                .isEqualTo(new Phase.Active(Optional.of(LocalDate.parse("2023-01-01"))));
        assertThat(Retention.phaseOf(facts, rule, LocalDate.parse("2023-01-02")))
                .isInstanceOf(Phase.Final.class);
        assertThat(Retention.phaseOf(elsewhere, rule, LocalDate.parse("2023-01-02")))
                .isEqualTo(new Phase.Active(Optional.empty()));
    }

    @Test
    void a_fallback_of_less_than_a_year_is_refused() {
        assertThatThrownBy(() -> new Fallback(LAST_ACCESS, Period.parse("P11M")))
                .hasMessageContaining("at least one year");
        assertThatThrownBy(() -> new Fallback(LAST_ACCESS, Period.parse("P364D")))
                .hasMessageContaining("at least one year");
        assertThat(new Fallback(LAST_ACCESS, Period.parse("P12M")).period())
                .isEqualTo(Period.ofMonths(12));
    }

    @Test
    void what_was_merely_seen_first_starts_no_period_in_a_row_or_a_fallback() {
        assertThatThrownBy(() -> Rows.keeping(FIRST_SEEN).active("P10Y").rule())
                .hasMessageContaining("first-seen must not start");
        assertThatThrownBy(() -> Rows.keeping(LAST_ACCESS).active("P10Y").rule())
                .hasMessageContaining("last-access must not start");
        assertThatThrownBy(() -> new Fallback(FIRST_SEEN, Period.ofYears(5)))
                .hasMessageContaining("first-seen must not start");
    }

    @Test
    void the_longest_overlay_that_applies_wins_and_is_named() {
        var rule =
                Rows.keeping(CONTRACT_END)
                        .active("P1Y")
                        .archive("P2Y", "proof")
                        .overlay(Rows.opco("P3Y"))
                        .rule();
        var facts =
                List.of(
                        Rows.fact(CONTRACT_END, "2020-06-30").in(COOKING),
                        Rows.fact(FUNDED_BY_OPCO, "2020-01-01").in(COOKING),
                        Rows.fact(LAST_PAYMENT, "2021-02-10").in(COOKING));

        var timeline = Retention.timelineOf(facts, rule);

        assertThat(timeline)
                .isEqualTo(
                        new Timeline.Dated(
                                CONTRACT_END,
                                LocalDate.parse("2021-06-30"),
                                Optional.of(
                                        new Timeline.Archive(
                                                LocalDate.parse("2024-12-31"), "funder-proof")),
                                FinalStep.ERASE,
                                new RuleKey("overlays/opco")));
    }

    @Test
    void an_overlay_that_applies_without_its_start_makes_the_end_unknown() {
        var rule = Rows.keeping(CONTRACT_END).active("P1Y").overlay(Rows.opco("P3Y")).rule();
        var facts =
                List.of(
                        Rows.fact(CONTRACT_END, "2001-06-30").in(COOKING),
                        Rows.fact(FUNDED_BY_OPCO, "2001-01-01").in(COOKING));

        assertThat(Retention.phaseOf(facts, rule, LocalDate.parse("2026-01-01")))
                .isEqualTo(new Phase.UnknownStart(Set.of(LAST_PAYMENT)));
    }

    @Test
    void a_funders_proof_is_missing_until_that_very_enrolment_is_archived() {
        var overlays = List.of(Rows.opco("P3Y"));
        var funded =
                List.of(
                        Rows.fact(FUNDED_BY_OPCO, "2020-01-01").in(COOKING),
                        Rows.fact(FUNDED_BY_OPCO, "2020-01-01").in(WELDING),
                        Rows.fact(FUNDER_PROOF_ARCHIVED, "2021-01-01").in(COOKING));
        var both = Rows.and(funded, Rows.fact(FUNDER_PROOF_ARCHIVED, "2021-02-01").in(WELDING));

        assertThat(Retention.proofsMissing(funded, overlays))
                .containsExactly(new RuleKey("overlays/opco"));
        assertThat(Retention.proofsMissing(both, overlays)).isEmpty();
        assertThat(Retention.proofsMissing(List.of(), overlays)).isEmpty();
    }

    @Test
    void the_day_begins_at_midnight_in_paris() {
        var rule = Rows.keeping(CONTRACT_END).active("P0D").rule();
        var facts = List.of(Rows.fact(CONTRACT_END, "2026-06-30"));

        assertThat(Retention.phaseOf(facts, rule, Instant.parse("2026-06-30T21:59:59.999Z"), PARIS))
                .isInstanceOf(Phase.Active.class);
        assertThat(Retention.phaseOf(facts, rule, Instant.parse("2026-06-30T22:00:00Z"), PARIS))
                .isInstanceOf(Phase.Final.class);
    }

    @Test
    void what_two_rules_keep_leaves_each_phase_with_the_last_of_them() {
        var account = Rows.keeping(CONTRACT_END).active("P0D").rule();
        var proofs = Rows.keeping(CONTRACT_END).active("P1Y").archive("P2Y", "proof").rule();
        var contact = Rows.keeping(LAST_CONTACT).active("P1Y").rule();
        var facts = List.of(Rows.fact(CONTRACT_END, "2020-06-30"));

        var both =
                Retention.together(
                        List.of(
                                Retention.timelineOf(facts, account),
                                Retention.timelineOf(facts, proofs)));
        var withUnknown = Retention.together(List.of(both, Retention.timelineOf(facts, contact)));

        assertThat(both.on(LocalDate.parse("2021-06-30")).stage()).isEqualTo(Standing.Stage.ACTIVE);
        assertThat(both.on(LocalDate.parse("2023-06-30")).stage())
                .isEqualTo(Standing.Stage.ARCHIVED);
        assertThat(both.on(LocalDate.parse("2023-07-01")).stage()).isEqualTo(Standing.Stage.ERASED);
        assertThat(withUnknown).isInstanceOf(Timeline.Unknown.class);
    }
}
