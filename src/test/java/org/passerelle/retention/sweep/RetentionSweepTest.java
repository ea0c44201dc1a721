package org.passerelle.retention.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.passerelle.policy.FactKey.CONTRACT_END;
import static org.passerelle.policy.FactKey.CONTRACT_START;
import static org.passerelle.policy.FactKey.FUNDED_BY_OPCO;
import static org.passerelle.policy.FactKey.FUNDER_PROOF_ARCHIVED;
import static org.passerelle.policy.FactKey.LAST_CONTACT;
import static org.passerelle.retention.RetentionFixture.IMP;
import static org.passerelle.retention.RetentionFixture.UPROMI;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.passerelle.commands.CommandType;
import org.passerelle.commands.Proposal;
import org.passerelle.commands.Recheck.Verdict;
import org.passerelle.personaldata.CourseId;
import org.passerelle.policy.RuleKey;
import org.passerelle.policy.Standing.Stage;
import org.passerelle.retention.RetentionFixture;
import org.passerelle.retention.holds.HoldKind;
import org.passerelle.retention.holds.Holds;
import org.passerelle.retention.sweep.RetentionSweep.Swept;
import org.passerelle.testing.TestStore;

class RetentionSweepTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private RetentionFixture fixture;
    private RetentionFixture.Learner anna;

    @BeforeEach
    void start() {
        STORE.empty("facts", "pending_facts", "retention_clocks", "holds", "subjects");
        fixture = new RetentionFixture(STORE, "2026-06-30T21:59:59Z");
        anna = fixture.learner(UPROMI);
    }

    @Test
    void the_day_after_the_contract_the_account_is_to_be_suspended_and_a_month_later_erased() {
        fixture.tell(anna, CONTRACT_END, "2026-06-30");
        var onTheLastDay = fixture.sweep.run();
        fixture.clock.set(Instant.parse("2026-06-30T22:00:00Z"));

        fixture.sweep.run();

        assertThat(onTheLastDay).isEqualTo(new Swept(0, 0, 0));
        assertThat(fixture.sheet.of(anna.subject()))
                .containsExactly(proposal(CommandType.SUSPEND, "2026-07-01"));

        fixture.clock.set(Instant.parse("2026-07-30T21:59:59Z"));
        fixture.sweep.run();
        assertThat(fixture.sheet.of(anna.subject())).hasSize(1);

        fixture.clock.set(Instant.parse("2026-07-30T22:00:00Z"));
        fixture.sweep.run();
        assertThat(fixture.sheet.of(anna.subject()))
                .contains(proposal(CommandType.ERASE, "2026-07-01"));
    }

    @Test
    void an_account_long_overdue_is_suspended_first_and_erased_a_month_after_that() {
        fixture.tell(anna, CONTRACT_END, "2019-06-30");

        fixture.sweep.run();
        fixture.clock.advance(Duration.ofDays(29));
        fixture.sweep.run();
        var before = fixture.sheet.of(anna.subject()).stream().map(Proposal::type).toList();
        fixture.clock.advance(Duration.ofDays(1));
        fixture.sweep.run();

        assertThat(before).containsExactly(CommandType.SUSPEND);
        assertThat(fixture.sheet.of(anna.subject()))
                .extracting(Proposal::type)
                .containsExactly(CommandType.SUSPEND, CommandType.ERASE);
    }

    @Test
    void a_second_round_changes_nothing() {
        fixture.tell(anna, CONTRACT_END, "2026-01-31");
        var first = fixture.sweep.run();
        var clocks = clocks();

        var second = fixture.sweep.run();

        assertThat(first).isEqualTo(new Swept(1, 1, 0));
        assertThat(second).isEqualTo(new Swept(0, 0, 0));
        assertThat(clocks()).isEqualTo(clocks);
    }

    @Test
    void a_subject_of_unknown_start_is_never_proposed_however_long_ago_it_was_seen() {
        fixture.learnt.accept(
                List.of(
                        fixture.event(anna, "user", "added", 1),
                        fixture.event(anna, "enrolment", "added", 1)));
        fixture.clock.advance(Duration.ofDays(365 * 60));

        fixture.sweep.run();

        assertThat(fixture.sheet.of(anna.subject())).isEmpty();
        assertThat(fixture.clockOf(anna, "learning-space").said().stage())
                .isEqualTo(Stage.UNKNOWN_START);
        assertThat(fixture.clockOf(anna, "learning-space").nextTransition()).isEmpty();
    }

    @Test
    void a_contract_renewed_after_the_suspension_asks_to_lift_it() {
        fixture.tell(anna, CONTRACT_END, "2026-01-31");
        fixture.sweep.run();

        fixture.tell(anna, CONTRACT_START, "2026-06-15");
        fixture.sweep.run();
        fixture.clock.advance(Duration.ofDays(60));
        fixture.sweep.run();

        assertThat(fixture.sheet.of(anna.subject()))
                .extracting(Proposal::type)
                .containsExactly(CommandType.SUSPEND, CommandType.LIFT);
    }

    @Test
    void a_funders_missing_proof_holds_the_erasure_until_it_is_archived() {
        fixture.tell(anna, CONTRACT_END, "2026-01-31");
        fixture.tell(anna, FUNDED_BY_OPCO, "2025-09-01", 3);
        fixture.sweep.run();
        fixture.clock.advance(Duration.ofDays(31));

        var held = fixture.sweep.run();
        var verdict = fixture.stillDue.stillDue(proposal(CommandType.ERASE, "2026-02-01"));
        fixture.tell(anna, FUNDER_PROOF_ARCHIVED, "2026-07-20", 3);
        fixture.clock.advance(Duration.ofDays(1));
        fixture.sweep.run();

        assertThat(held).isEqualTo(new Swept(1, 0, 1));
        assertThat(verdict).isEqualTo(new Verdict.OnHold("funder-proof-missing"));
        assertThat(fixture.sheet.of(anna.subject()))
                .extracting(Proposal::type)
                .containsExactly(CommandType.SUSPEND, CommandType.ERASE);
    }

    @Test
    void a_legal_hold_keeps_from_erasing_and_not_from_suspending() {
        place(HoldKind.LEGAL_HOLD);
        fixture.tell(anna, CONTRACT_END, "2026-01-31");
        fixture.sweep.run();
        fixture.clock.advance(Duration.ofDays(40));

        var held = fixture.sweep.run();

        assertThat(fixture.sheet.of(anna.subject()))
                .extracting(Proposal::type)
                .containsExactly(CommandType.SUSPEND);
        assertThat(held.held()).isEqualTo(1);
        assertThat(fixture.stillDue.stillDue(proposal(CommandType.ERASE, "2026-02-01")))
                .isEqualTo(new Verdict.OnHold("legal-hold"));
        assertThat(fixture.stillDue.stillDue(proposal(CommandType.SUSPEND, "2026-02-01")))
                .isEqualTo(new Verdict.StillDue());
    }

    @Test
    void a_restriction_keeps_from_both_until_it_is_lifted() {
        long hold = place(HoldKind.RESTRICTION);
        fixture.tell(anna, CONTRACT_END, "2026-01-31");
        fixture.sweep.run();
        var restricted = fixture.sheet.of(anna.subject());

        fixture.holds.lift(hold, "dpo");
        fixture.clock.advance(Duration.ofDays(1));
        fixture.sweep.run();

        assertThat(restricted).isEmpty();
        assertThat(fixture.sheet.of(anna.subject())).hasSize(1);
    }

    @Test
    void a_proposal_that_a_person_turned_down_is_made_again_after_a_month() {
        fixture.tell(anna, CONTRACT_END, "2026-01-31");
        fixture.sweep.run();
        fixture.clock.advance(Duration.ofDays(31));
        fixture.sweep.run();
        fixture.sheet.clear();

        fixture.clock.advance(Duration.ofDays(29));
        var early = fixture.sweep.run();
        fixture.clock.advance(Duration.ofDays(1));
        var later = fixture.sweep.run();

        assertThat(early.proposed()).isZero();
        assertThat(later.proposed()).isEqualTo(1);
    }

    @Test
    void a_fact_that_came_since_ends_a_command_just_before_it_acts() {
        fixture.tell(anna, CONTRACT_END, "2026-01-31");
        var erasure = proposal(CommandType.ERASE, "2026-02-01");
        var before = fixture.stillDue.stillDue(erasure);

        fixture.tell(anna, CONTRACT_START, "2026-06-15");

        assertThat(before).isEqualTo(new Verdict.StillDue());
        assertThat(fixture.stillDue.stillDue(erasure))
                .isEqualTo(
                        new Verdict.NoLongerDue(
                                new RuleKey("retention/learning-space"),
                                "with today's facts the account is active"));
    }

    @Test
    void a_command_for_an_erased_subject_is_no_longer_due() {
        fixture.tell(anna, CONTRACT_END, "2026-01-31");
        fixture.erased(anna.subject());

        assertThat(fixture.stillDue.stillDue(proposal(CommandType.ERASE, "2026-02-01")))
                .isInstanceOf(Verdict.NoLongerDue.class);
        assertThat(fixture.sweep.run().proposed()).isZero();
    }

    @Test
    void an_unenrolment_waits_for_the_proof_of_its_own_course_only() {
        fixture.tell(anna, CONTRACT_END, "2026-01-31");
        fixture.tell(anna, FUNDED_BY_OPCO, "2025-09-01", 3);

        assertThat(fixture.stillDue.stillDue(unenrol(3)))
                .isEqualTo(new Verdict.OnHold("funder-proof-missing"));
        assertThat(fixture.stillDue.stillDue(unenrol(8))).isEqualTo(new Verdict.StillDue());
    }

    @Test
    void the_later_of_contract_end_and_contact_counts_for_ten_years() {
        var ben = fixture.learner(IMP);
        fixture.tell(ben, CONTRACT_END, "2014-06-30");
        fixture.tell(ben, LAST_CONTACT, "2016-06-30");

        fixture.sweep.run();
        var before = fixture.sheet.of(ben.subject());
        fixture.clock.set(Instant.parse("2026-06-30T22:00:00Z"));
        fixture.sweep.run();

        assertThat(before).isEmpty();
        assertThat(fixture.sheet.of(ben.subject()))
                .singleElement()
                .satisfies(
                        proposal -> {
                            assertThat(proposal.type()).isEqualTo(CommandType.SUSPEND);
                            assertThat(proposal.clause())
                                    .contains("10 ans après la fin du contrat");
                        });
    }

    private long place(HoldKind kind) {
        var outcome =
                fixture.holds.place(
                        new Holds.Placing(
                                anna.subject(),
                                kind,
                                "claim-open",
                                Optional.of(LocalDate.of(2030, 1, 31))),
                        "dpo");
        return ((Holds.Outcome.Placed) outcome).id();
    }

    private Proposal proposal(CommandType type, String dueOn) {
        return proposal(type, dueOn, Optional.empty());
    }

    private Proposal unenrol(long course) {
        return proposal(CommandType.UNENROL, "2026-02-01", Optional.of(new CourseId(course)));
    }

    private Proposal proposal(CommandType type, String dueOn, Optional<CourseId> course) {
        var pack = RetentionFixture.PACKS.packOf(UPROMI).orElseThrow();
        var rule = pack.retention(new RuleKey("retention/learning-space")).orElseThrow();
        return new Proposal(
                pack.version().organisation(),
                UPROMI,
                anna.subject(),
                type,
                course,
                rule.key(),
                rule.citation().clause(),
                pack.version(),
                LocalDate.parse(dueOn),
                "engine");
    }

    private List<String> clocks() {
        return STORE.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                "SELECT CONCAT_WS('|', HEX(subject_id), rule_key, stage, next_transition_at,"
                                                        + " asked_for, asked_on, changed_at) FROM retention_clocks ORDER BY 1")
                                        .mapTo(String.class)
                                        .list());
    }
}
