package org.passerelle.retention.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.passerelle.policy.FactKey.CONTRACT_END;
import static org.passerelle.policy.FactKey.CONTRACT_START;
import static org.passerelle.policy.FactKey.LAST_CONTACT;
import static org.passerelle.retention.RetentionFixture.IMP;
import static org.passerelle.retention.RetentionFixture.UPROMI;
import static org.passerelle.retention.RetentionFixture.bytes;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passerelle.messages.Envelope;
import org.passerelle.messages.UnreadableMessage;
import org.passerelle.policy.Standing.Stage;
import org.passerelle.retention.RetentionFixture;
import org.passerelle.testing.TestStore;

class FactsDeskTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private RetentionFixture fixture;
    private RetentionFixture.Learner anna;

    @BeforeEach
    void start() {
        STORE.empty("facts", "pending_facts", "retention_clocks", "journal_entries", "subjects");
        fixture = new RetentionFixture(STORE, "2026-03-09T10:15:30Z");
        anna = fixture.learner(UPROMI);
    }

    @Test
    void a_fact_sets_the_clock_it_concerns_and_is_journalled_without_the_person() {
        var outcome = fixture.tell(anna, CONTRACT_END, "2026-06-30");

        var clock = fixture.clockOf(anna, "learning-space");
        assertThat(outcome).isEqualTo(new FactOutcome.Accepted(anna.subject()));
        assertThat(clock.said().stage()).isEqualTo(Stage.ACTIVE);
        assertThat(clock.said().activeUntil()).hasValue(LocalDate.parse("2026-06-30"));
        assertThat(clock.nextTransition()).hasValue(Instant.parse("2026-06-30T22:00:00Z"));
        assertThat(journal())
                .hasValueSatisfying(line -> assertThat(line).doesNotContain(anna.number()));
    }

    @Test
    void the_same_id_again_changes_nothing_and_other_content_under_it_is_refused() {
        var told = fixture.fact("crm-7", anna, CONTRACT_END, "2026-06-30");
        fixture.desk.accept(told, "marie");

        var again = fixture.desk.accept(told.deepCopy(), "marie");
        var other = fixture.desk.accept(told.deepCopy().put("on", "2026-07-31"), "marie");

        assertThat(again).isEqualTo(new FactOutcome.AlreadyKnown());
        assertThat(other)
                .isInstanceOfSatisfying(
                        FactOutcome.Refused.class,
                        refused -> assertThat(refused.reason()).contains("crm-7", "replaces"));
        assertThat(fixture.days(anna, CONTRACT_END)).containsExactly(LocalDate.parse("2026-06-30"));
    }

    @Test
    void an_id_told_of_one_learner_is_refused_for_another() {
        var zoe = fixture.learner(UPROMI);
        fixture.desk.accept(fixture.fact("crm-7", anna, CONTRACT_END, "2026-06-30"), "marie");

        var outcome =
                fixture.desk.accept(
                        fixture.fact("crm-7", zoe, CONTRACT_END, "2026-06-30"), "marie");

        assertThat(outcome).isInstanceOf(FactOutcome.Refused.class);
        assertThat(fixture.days(zoe, CONTRACT_END)).isEmpty();
    }

    @Test
    void a_pending_fact_keeps_its_id_too() {
        var nobody = new RetentionFixture.Learner(anna.subject(), UPROMI, "Z-4712");
        var told = fixture.fact("crm-7", nobody, CONTRACT_END, "2026-06-30").put("course", 3);
        fixture.desk.accept(told, "marie");

        var again = fixture.desk.accept(told.deepCopy(), "marie");
        var other = fixture.desk.accept(told.deepCopy().put("on", "2026-07-31"), "marie");

        assertThat(again).isInstanceOf(FactOutcome.Pending.class);
        assertThat(other).isInstanceOf(FactOutcome.Refused.class);
        assertThat(STORE.count("pending_facts")).isEqualTo(1);
    }

    @Test
    void a_correction_replaces_the_wrong_fact_and_moves_the_clock() {
        fixture.desk.accept(fixture.fact("crm-7", anna, CONTRACT_END, "2026-12-31"), "marie");

        var outcome =
                fixture.desk.accept(
                        fixture.fact("crm-8", anna, CONTRACT_END, "2026-06-30")
                                .put("replaces", "crm-7"),
                        "marie");

        assertThat(outcome).isInstanceOf(FactOutcome.Accepted.class);
        assertThat(fixture.clockOf(anna, "learning-space").said().activeUntil())
                .hasValue(LocalDate.parse("2026-06-30"));
        assertThat(STORE.count("facts")).isEqualTo(2);
    }

    @Test
    void a_correction_of_a_fact_nobody_told_is_refused() {
        var outcome =
                fixture.desk.accept(
                        fixture.fact("crm-8", anna, CONTRACT_END, "2026-06-30")
                                .put("replaces", "crm-7"),
                        "marie");

        assertThat(outcome).isInstanceOf(FactOutcome.Refused.class);
        assertThat(STORE.count("facts")).isZero();
    }

    @Test
    void an_unknown_platform_is_refused() {
        var outcome =
                fixture.desk.accept(
                        fixture.fact("crm-7", anna, CONTRACT_END, "2026-06-30")
                                .put("platform", "elsewhere"),
                        "marie");

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        FactOutcome.Refused.class,
                        refused ->
                                assertThat(refused.reason())
                                        .contains("platform elsewhere is not declared"));
    }

    @Test
    void a_fact_about_an_unknown_learner_waits_sealed_and_is_attached_when_a_poll_finds_them() {
        var nobody = new RetentionFixture.Learner(anna.subject(), UPROMI, "Z-4711");

        var outcome = fixture.tell(nobody, CONTRACT_END, "2026-06-30");

        assertThat(outcome)
                .isEqualTo(
                        new FactOutcome.Pending(
                                FactOutcome.Why.UNKNOWN_LEARNER,
                                Instant.parse("2027-03-09T10:15:30Z")));
        assertThat(sealedText()).doesNotContain("4711");
        assertThat(fixture.pending.list(UPROMI, 0, 10))
                .singleElement()
                .satisfies(line -> assertThat(line.key()).isEqualTo(CONTRACT_END));

        var zoe = fixture.learner(UPROMI, "z-4711");
        fixture.learnt.accept(bytes(fixture.usersPolled(UPROMI)));

        assertThat(fixture.days(zoe, CONTRACT_END)).containsExactly(LocalDate.parse("2026-06-30"));
        assertThat(fixture.clockOf(zoe, "learning-space").said().stage()).isEqualTo(Stage.ACTIVE);
        assertThat(fixture.pending.list(UPROMI, 0, 10)).isEmpty();
        assertThat(fixture.tell(nobody, CONTRACT_END, "2026-06-30"))
                .isEqualTo(new FactOutcome.Accepted(zoe.subject()));
    }

    @Test
    void two_accounts_with_one_number_leave_the_fact_pending() {
        fixture.learner(UPROMI, anna.number());

        var outcome = fixture.tell(anna, CONTRACT_END, "2026-06-30");

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        FactOutcome.Pending.class,
                        pending ->
                                assertThat(pending.why())
                                        .isEqualTo(FactOutcome.Why.AMBIGUOUS_NUMBER));
        assertThat(STORE.count("facts")).isZero();
    }

    @Test
    void a_pending_fact_is_thrown_away_after_a_year() {
        fixture.tell(
                new RetentionFixture.Learner(anna.subject(), UPROMI, "nobody"),
                CONTRACT_END,
                "2026-06-30");
        fixture.clock.advance(Duration.ofDays(364));
        int early = fixture.pending.expire();
        fixture.clock.advance(Duration.ofDays(1));

        int late = fixture.pending.expire();

        assertThat(early).isZero();
        assertThat(late).isEqualTo(1);
    }

    @Test
    void nothing_more_is_told_of_an_erased_account() {
        fixture.erased(anna.subject());

        var outcome = fixture.tell(anna, CONTRACT_END, "2026-06-30");

        assertThat(outcome).isInstanceOf(FactOutcome.Pending.class);
        assertThat(STORE.count("facts")).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "contract-end, 1970-01-01, looks like an empty field",
        "contract-end, 0001-01-01, looks like an empty field",
        "contract-end, 2036-03-10, more than 10 years ahead",
        "last-contact, 2026-03-10, is in the future",
        "certificate-issued, 2026-04-01, is in the future",
        "contract-end, 2026-02-30, a day that exists",
        "contract-end, 30/06/2026, a day that exists",
        "first-seen, 2026-01-01, derived from the platform",
        "moved-house, 2026-01-01, one of the fact keys"
    })
    void absurd_days_and_keys_are_refused_with_what_was_expected(
            String key, String on, String expected) {
        var fact = fixture.fact("crm-7", anna, CONTRACT_END, on).put("key", key);

        assertThat(fixture.desk.accept(fact, "marie"))
                .isInstanceOfSatisfying(
                        FactOutcome.Refused.class,
                        refused -> assertThat(refused.reason()).contains(expected));
        assertThat(STORE.count("facts") + STORE.count("pending_facts")).isZero();
    }

    @Test
    void a_planned_contract_end_and_a_contact_of_today_are_accepted() {
        assertThat(fixture.tell(anna, CONTRACT_END, "2036-03-09"))
                .isInstanceOf(FactOutcome.Accepted.class);
        assertThat(fixture.tell(anna, LAST_CONTACT, "2026-03-09"))
                .isInstanceOf(FactOutcome.Accepted.class);
    }

    @Test
    void an_instant_becomes_the_day_it_is_in_paris() {
        var fact = fixture.fact("crm-7", anna, CONTRACT_END, "x");
        fact.remove("on");
        fact.put("at", "2026-06-30T22:30:00Z");

        fixture.desk.accept(fact, "marie");

        assertThat(fixture.days(anna, CONTRACT_END)).containsExactly(LocalDate.parse("2026-07-01"));
    }

    @Test
    void a_refusal_never_repeats_what_was_sent() {
        var fact =
                fixture.fact("<b>Zoé Exemple</b>", anna, CONTRACT_END, "2026-06-30")
                        .put("Zoé Exemple 🙂", "zoe@exemple.example")
                        .put("learnerNumber", "9".repeat(10_000))
                        .put("source", "CRM of Zoé");

        assertThat(fixture.desk.accept(fact, "marie"))
                .isInstanceOfSatisfying(
                        FactOutcome.Refused.class,
                        refused ->
                                assertThat(refused.reason())
                                        .doesNotContain("Zoé", "zoe@", "999")
                                        .contains("learnerNumber", "source", "id must"));
    }

    @Test
    void a_message_of_the_queue_carries_a_fact_in_its_envelope() {
        var envelope =
                fixture.envelope("fact", fixture.fact("crm-7", anna, CONTRACT_START, "2026-01-05"));

        var outcome = fixture.desk.accept(bytes(envelope));

        assertThat(outcome).isEqualTo(new FactOutcome.Accepted(anna.subject()));
    }

    @Test
    void an_envelope_of_another_type_or_version_cannot_be_read() {
        var fact = fixture.fact("crm-7", anna, CONTRACT_START, "2026-01-05");
        var later =
                new Envelope(
                        "x",
                        "fact",
                        2,
                        fixture.envelope("fact", fact).organisation(),
                        "c",
                        Optional.empty(),
                        fixture.clock.instant(),
                        fact);

        assertThatThrownBy(() -> fixture.desk.accept(bytes(later)))
                .isInstanceOf(UnreadableMessage.class);
        assertThatThrownBy(() -> fixture.desk.accept(bytes(fixture.envelope("facts", fact))))
                .isInstanceOf(UnreadableMessage.class);
        assertThatThrownBy(
                        () ->
                                fixture.desk.accept(
                                        "[]".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableMessage.class);
    }

    @Test
    void each_organisation_keeps_its_own_ids() {
        var ben = fixture.learner(IMP);

        fixture.desk.accept(fixture.fact("crm-7", anna, CONTRACT_END, "2026-06-30"), "marie");
        var outcome =
                fixture.desk.accept(
                        fixture.fact("crm-7", ben, CONTRACT_END, "2025-01-31"), "marie");

        assertThat(outcome).isEqualTo(new FactOutcome.Accepted(ben.subject()));
    }

    private Optional<String> journal() {
        return STORE.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                "SELECT CONCAT_WS('|', actor, action, object, outcome, details) FROM journal_entries")
                                        .mapTo(String.class)
                                        .findOne());
    }

    private String sealedText() {
        return new String(
                STORE.jdbi()
                        .withHandle(
                                handle ->
                                        handle.createQuery("SELECT sealed FROM pending_facts")
                                                .mapTo(byte[].class)
                                                .one()),
                java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
