package org.passerelle.retention.standing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.passerelle.policy.Evidence;
import org.passerelle.policy.FactKey;
import org.passerelle.policy.PurposeKey;
import org.passerelle.retention.RetentionFixture;
import org.passerelle.retention.facts.FactOutcome;
import org.passerelle.retention.holds.HoldKind;
import org.passerelle.retention.holds.Holds;
import org.passerelle.testing.TestStore;

/** Consents and objections are of one purpose, and count on every process at once. */
class ConsentTest {
    private static final PurposeKey MATCHMAKING = new PurposeKey("matchmaking");
    private static final PurposeKey STATISTICS = new PurposeKey("statistics");

    @RegisterExtension static final TestStore STORE = new TestStore();

    private RetentionFixture one;
    private RetentionFixture other;
    private RetentionFixture.Learner anna;

    @BeforeEach
    void two_processes_on_one_store() {
        STORE.empty(
                "facts",
                "pending_facts",
                "retention_clocks",
                "holds",
                "purpose_objections",
                "journal_entries",
                "subjects");
        one = new RetentionFixture(STORE, "2026-03-09T10:15:30Z");
        other = new RetentionFixture(STORE, "2026-03-09T10:15:31Z");
        anna = one.learner(RetentionFixture.UPROMI);
    }

    @Test
    void a_consent_names_its_purpose_and_other_facts_name_none() {
        var without = one.tell(anna, FactKey.CONSENT_GIVEN, "2026-03-01");
        var unknown = tell(one, FactKey.CONSENT_GIVEN, "2026-03-01", "no-such-purpose");
        var misplaced = tell(one, FactKey.CONTRACT_END, "2026-03-01", "matchmaking");

        assertThat(List.of(without, unknown, misplaced))
                .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(FactOutcome.Refused.class));
    }

    @Test
    void a_withdrawal_told_to_one_process_counts_on_the_other_at_once_and_for_its_purpose_alone() {
        tell(one, FactKey.CONSENT_GIVEN, "2026-02-01", "matchmaking");
        tell(one, FactKey.CONSENT_GIVEN, "2026-02-02", "recruitment");
        assertThat(evidence(other))
                .contains(
                        new Evidence.Consent(
                                "fact", MATCHMAKING, LocalDate.of(2026, 2, 1), Optional.empty()));

        tell(one, FactKey.CONSENT_WITHDRAWN, "2026-03-09", "matchmaking");

        assertThat(evidence(other))
                .containsExactlyInAnyOrder(
                        new Evidence.Consent(
                                "fact",
                                MATCHMAKING,
                                LocalDate.of(2026, 2, 1),
                                Optional.of(LocalDate.of(2026, 3, 9))),
                        new Evidence.Consent(
                                "fact",
                                new PurposeKey("recruitment"),
                                LocalDate.of(2026, 2, 2),
                                Optional.empty()));
    }

    @Test
    void an_objection_and_a_restriction_count_on_the_other_process_at_once() {
        new PurposeObjections(one.ground, one.tables)
                .record(anna.subject(), Set.of(STATISTICS), "marie");
        one.holds.place(
                new Holds.Placing(
                        anna.subject(),
                        HoldKind.RESTRICTION,
                        "objection-pending",
                        Optional.empty()),
                "marie");

        assertThat(evidence(other))
                .containsExactly(new Evidence.Objection(STATISTICS, LocalDate.of(2026, 3, 9)));
        assertThat(other.standings.restricted(anna.subject())).isTrue();
    }

    @Test
    void an_objection_told_as_a_fact_is_one() {
        tell(one, FactKey.OBJECTION_MADE, "2026-03-05", "statistics");

        assertThat(evidence(other))
                .containsExactly(new Evidence.Objection(STATISTICS, LocalDate.of(2026, 3, 5)));
    }

    private FactOutcome tell(RetentionFixture process, FactKey key, String on, String purpose) {
        var fact = process.fact("F:" + key.key() + on + purpose, anna, key, on);
        return process.desk.accept(fact.put("purpose", purpose), "marie");
    }

    private List<Evidence> evidence(RetentionFixture process) {
        return process.standings.of(anna.subject()).orElseThrow().evidence();
    }
}
