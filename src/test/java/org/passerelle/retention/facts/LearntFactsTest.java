package org.passerelle.retention.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.passerelle.policy.FactKey.CONTRACT_END;
import static org.passerelle.policy.FactKey.ENROLMENT_NO_LONGER_SEEN;
import static org.passerelle.policy.FactKey.ENROLMENT_SEEN;
import static org.passerelle.policy.FactKey.FIRST_ACCESS;
import static org.passerelle.policy.FactKey.FIRST_SEEN;
import static org.passerelle.policy.FactKey.LAST_ACCESS;
import static org.passerelle.policy.FactKey.LAST_CONTACT;
import static org.passerelle.retention.RetentionFixture.IMP;
import static org.passerelle.retention.RetentionFixture.bytes;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.passerelle.messages.Envelope;
import org.passerelle.messages.UnreadableMessage;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.FactKey;
import org.passerelle.policy.Standing.Stage;
import org.passerelle.retention.JdbcFacts;
import org.passerelle.retention.RetentionFixture;
import org.passerelle.retention.clocks.RetentionCopies;
import org.passerelle.testing.TestStore;

class LearntFactsTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private RetentionFixture fixture;
    private RetentionFixture.Learner anna;

    @BeforeEach
    void start() {
        STORE.empty("facts", "retention_clocks", "accesses", "subjects");
        fixture = new RetentionFixture(STORE, "2026-03-09T10:15:30Z");
        anna = fixture.learner(IMP);
    }

    @Test
    void somebody_seen_gets_a_clock_of_unknown_start_and_a_fact_with_its_source() {
        fixture.learnt.accept(bytes(fixture.event(anna, "user", "added", 1)));

        assertThat(new JdbcFacts(fixture.tables).of(anna.subject()))
                .singleElement()
                .satisfies(
                        fact -> {
                            assertThat(fact.key()).isEqualTo(FIRST_SEEN);
                            assertThat(fact.on()).isEqualTo(LocalDate.parse("2026-03-09"));
                            assertThat(fact.source()).hasToString("derived:user");
                        });
        assertThat(fixture.clockOf(anna, "learner-file").said().stage())
                .isEqualTo(Stage.UNKNOWN_START);
    }

    @Test
    void the_first_day_seen_stays_the_first() {
        fixture.learnt.accept(bytes(fixture.event(anna, "user", "added", 1)));
        fixture.clock.set(Instant.parse("2026-05-09T10:00:00Z"));

        fixture.learnt.accept(bytes(fixture.event(anna, "user", "changed", 2)));

        assertThat(fixture.days(anna, FIRST_SEEN)).containsExactly(LocalDate.parse("2026-03-09"));
    }

    @Test
    void an_enrolment_that_is_gone_starts_only_the_fallback_of_eleven_years() {
        fixture.learnt.accept(bytes(fixture.event(anna, "enrolment", "added", 1)));
        fixture.clock.set(Instant.parse("2026-05-09T10:00:00Z"));

        fixture.learnt.accept(bytes(fixture.event(anna, "enrolment", "gone", 2)));

        var said = fixture.clockOf(anna, "learner-file").said();
        assertThat(fixture.days(anna, ENROLMENT_SEEN))
                .containsExactly(LocalDate.parse("2026-03-09"));
        assertThat(said.activeUntil()).hasValue(LocalDate.parse("2037-05-09"));
    }

    @Test
    void an_enrolment_seen_again_takes_the_absence_back_whatever_the_order_of_the_events() {
        var added = fixture.event(anna, "enrolment", "added", 1);
        var gone = fixture.event(anna, "enrolment", "gone", 2);
        var again = fixture.event(anna, "enrolment", "added", 3);

        for (var order :
                List.of(
                        List.of(added, gone, again),
                        List.of(again, gone, added),
                        List.of(gone, again, added))) {
            STORE.empty("facts", "retention_clocks");
            order.forEach(event -> fixture.learnt.accept(bytes(event)));

            assertThat(fixture.days(anna, ENROLMENT_NO_LONGER_SEEN)).isEmpty();
            assertThat(fixture.clockOf(anna, "learner-file").said().stage())
                    .isEqualTo(Stage.ACTIVE);
        }
    }

    @Test
    void an_event_told_twice_leaves_one_fact() {
        var event = fixture.event(anna, "enrolment", "added", 1);

        fixture.learnt.accept(bytes(event));
        fixture.learnt.accept(List.of(event, event));

        assertThat(STORE.count("facts")).isEqualTo(2);
    }

    @Test
    void accesses_are_facts_and_never_a_contact() {
        access("2026-02-01T23:30:00Z");
        access("2026-03-08T09:00:00Z");

        fixture.learnt.accept(bytes(fixture.event(anna, "course-access", "added", 1)));

        assertThat(fixture.days(anna, FIRST_ACCESS)).containsExactly(LocalDate.parse("2026-02-02"));
        assertThat(fixture.days(anna, LAST_ACCESS)).containsExactly(LocalDate.parse("2026-03-08"));
        assertThat(fixture.days(anna, LAST_CONTACT)).isEmpty();
    }

    @Test
    void a_later_access_moves_the_last_one_only() {
        access("2026-02-01T09:00:00Z");
        fixture.learnt.accept(bytes(fixture.event(anna, "site-access", "added", 1)));
        access("2026-03-08T09:00:00Z");

        fixture.learnt.accept(bytes(fixture.event(anna, "site-access", "changed", 2)));

        assertThat(fixture.days(anna, FIRST_ACCESS)).containsExactly(LocalDate.parse("2026-02-01"));
        assertThat(fixture.days(anna, LAST_ACCESS)).containsExactly(LocalDate.parse("2026-03-08"));
    }

    @Test
    void what_is_no_fact_or_nobodys_is_passed_over() {
        var stranger = new RetentionFixture.Learner(new SubjectId(4, 2), IMP, "none");
        fixture.erased(anna.subject());

        fixture.learnt.accept(
                List.of(
                        fixture.event(anna, "user", "added", 1),
                        fixture.event(stranger, "user", "added", 1),
                        fixture.event(anna, "grade", "added", 1)));

        assertThat(STORE.count("facts")).isZero();
        assertThat(STORE.count("retention_clocks")).isZero();
    }

    @Test
    void a_change_of_an_unknown_version_is_unreadable_and_not_passed_over() {
        var event = fixture.event(anna, "user", "added", 1);
        var newer =
                new Envelope(
                        event.id(),
                        event.type(),
                        2,
                        event.organisation(),
                        event.correlation(),
                        event.cause(),
                        event.at(),
                        event.body());

        assertThatThrownBy(() -> fixture.learnt.accept(bytes(newer)))
                .isInstanceOf(UnreadableMessage.class)
                .hasMessageContaining("version 1");
        assertThat(STORE.count("facts")).isZero();
    }

    @Test
    void erasing_our_copies_leaves_nothing_of_the_subject() {
        fixture.learnt.accept(bytes(fixture.event(anna, "user", "added", 1)));
        fixture.tell(anna, CONTRACT_END, "2026-01-31");
        var ben = fixture.learner(IMP);
        fixture.tell(ben, CONTRACT_END, "2026-01-31");
        var copies = new RetentionCopies(fixture.tables);

        int first = copies.erase(IMP, anna.subject());
        int second = copies.erase(IMP, anna.subject());

        assertThat(first).isEqualTo(2 + 4);
        assertThat(second).isZero();
        assertThat(fixture.days(ben, FactKey.CONTRACT_END)).hasSize(1);
    }

    private void access(String at) {
        STORE.jdbi()
                .useHandle(
                        handle ->
                                handle.createUpdate(
                                                "INSERT INTO accesses (subject_id, course_id, field, value_at, platform,"
                                                        + " first_seen_at) VALUES (:s, 0, 'lastAccess', :at, :p, :at)")
                                        .bind("s", anna.subject().bytes())
                                        .bind("at", Instant.parse(at))
                                        .bind("p", IMP.value())
                                        .execute());
    }
}
