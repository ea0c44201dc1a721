package org.passerelle.retention.due;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.passerelle.policy.FactKey.CONTRACT_END;
import static org.passerelle.policy.FactKey.FUNDED_BY_OPCO;
import static org.passerelle.policy.FactKey.LAST_PAYMENT;
import static org.passerelle.retention.RetentionFixture.IMP;
import static org.passerelle.retention.RetentionFixture.UPROMI;
import static org.passerelle.retention.RetentionFixture.bytes;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.policy.RuleKey;
import org.passerelle.policy.Standing.Stage;
import org.passerelle.retention.RetentionFixture;
import org.passerelle.retention.due.RetentionDue.Asked;
import org.passerelle.retention.holds.HoldKind;
import org.passerelle.testing.TestStore;

class RetentionDueTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private static final RuleKey SPACE = new RuleKey("retention/learning-space");

    private RetentionFixture fixture;
    private RetentionFixture.Learner anna;

    @BeforeEach
    void start() {
        STORE.empty("facts", "retention_clocks", "holds", "subjects");
        fixture = new RetentionFixture(STORE, "2026-03-09T10:15:30Z");
        anna = fixture.learner(UPROMI);
    }

    @Test
    void due_says_phase_day_winning_rule_clause_and_holds() {
        fixture.tell(anna, CONTRACT_END, "2026-01-31", 3);
        fixture.tell(anna, FUNDED_BY_OPCO, "2025-09-01", 3);
        fixture.tell(anna, LAST_PAYMENT, "2026-02-10", 3);

        var rows = fixture.due.list(first(UPROMI, 10), LocalDate.parse("2026-03-09")).rows();

        assertThat(rows)
                .singleElement()
                .satisfies(
                        row -> {
                            assertThat(row.subject()).isEqualTo(anna.subject());
                            assertThat(row.rule()).isEqualTo(SPACE);
                            assertThat(row.stage()).isEqualTo(Stage.ERASED);
                            assertThat(row.dueOn()).hasValue(LocalDate.parse("2026-02-01"));
                            assertThat(row.winner()).hasValue(SPACE);
                            assertThat(row.clause()).contains("Gestion de la plateforme");
                            assertThat(row.holds()).containsExactly(HoldKind.FUNDER_PROOF_MISSING);
                        });
    }

    @Test
    void due_on_a_later_day_foresees_what_the_facts_of_today_will_make_due() {
        fixture.tell(anna, CONTRACT_END, "2026-06-30");

        assertThat(fixture.due.list(first(UPROMI, 10), LocalDate.parse("2026-06-30")).rows())
                .isEmpty();
        assertThat(fixture.due.list(first(UPROMI, 10), LocalDate.parse("2026-07-01")).rows())
                .singleElement()
                .satisfies(row -> assertThat(row.stage()).isEqualTo(Stage.ERASED));
    }

    @Test
    void pages_follow_each_other_without_a_gap_or_a_repeat() {
        for (int i = 0; i < 5; i++) {
            fixture.tell(fixture.learner(UPROMI), CONTRACT_END, "2020-01-3" + (i % 2));
        }
        var on = LocalDate.parse("2026-03-09");

        var seen = new ArrayList<DueRow>();
        var page = fixture.due.list(first(UPROMI, 2), on);
        while (true) {
            seen.addAll(page.rows());
            if (page.next().isEmpty()) {
                break;
            }
            var cursor = DueCursor.parse(page.next().get().toString());
            page = fixture.due.list(new Asked(UPROMI, Optional.of(cursor), 2), on);
        }

        assertThat(seen).hasSize(10).doesNotHaveDuplicates();
        assertThat(seen).extracting(row -> row.dueOn().orElseThrow()).isSorted();
    }

    @Test
    void unknown_starts_are_listed_apart_with_what_is_missing() {
        fixture.learnt.accept(bytes(fixture.event(anna, "user", "added", 1)));

        var unknown = fixture.due.unknownStarts(first(UPROMI, 10)).rows();

        assertThat(unknown).extracting(DueRow::stage).containsOnly(Stage.UNKNOWN_START);
        assertThat(unknown)
                .filteredOn(row -> row.rule().equals(SPACE))
                .singleElement()
                .satisfies(row -> assertThat(row.waitsFor()).hasValue("contract-end"));
        assertThat(fixture.due.list(first(UPROMI, 10), LocalDate.parse("2199-01-01")).rows())
                .isEmpty();
        assertThat(fixture.due.unknownStarts(first(IMP, 10)).rows()).isEmpty();
    }

    @Test
    void unknown_starts_come_in_pages_too() {
        for (int i = 0; i < 3; i++) {
            fixture.learnt.accept(
                    bytes(fixture.event(fixture.learner(UPROMI), "user", "added", 1)));
        }

        var one = fixture.due.unknownStarts(first(UPROMI, 5));
        var two = fixture.due.unknownStarts(new Asked(UPROMI, one.next(), 5));

        assertThat(one.rows()).hasSize(5);
        assertThat(two.rows()).hasSize(4).doesNotContainAnyElementsOf(one.rows());
        assertThat(two.next()).isEmpty();
    }

    @Test
    void a_forecast_counts_per_month_and_rule_and_lists_the_subjects_behind_it() {
        fixture.tell(anna, CONTRACT_END, "2026-06-30");
        fixture.tell(fixture.learner(UPROMI), CONTRACT_END, "2026-07-15");
        fixture.tell(fixture.learner(UPROMI), CONTRACT_END, "2040-07-15");
        var forecast = new RetentionForecast(fixture.ground, fixture.tables, fixture.due);

        assertThat(forecast.of(UPROMI, 12))
                .isEqualTo(
                        List.of(
                                new RetentionForecast.Line(
                                        UPROMI, YearMonth.parse("2026-07"), SPACE, 2)));
        assertThat(forecast.rows(first(UPROMI, 10), 12).rows())
                .extracting(DueRow::stage)
                .containsExactly(Stage.ERASED, Stage.ERASED);
        assertThat(forecast.of(UPROMI, 48)).hasSize(2);
        assertThatThrownBy(() -> forecast.of(UPROMI, 0)).hasMessageContaining("1 to 600");
    }

    @Test
    void a_cursor_nobody_gave_out_and_a_page_too_large_are_refused() {
        assertThatThrownBy(() -> DueCursor.parse("x")).hasMessageContaining("cursor");
        assertThatThrownBy(() -> first(UPROMI, 10_001)).hasMessageContaining("10 000");
    }

    private static Asked first(PlatformKey platform, int limit) {
        return new Asked(platform, Optional.empty(), limit);
    }
}
