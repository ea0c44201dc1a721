package org.passerelle.retention.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.passerelle.policy.FactKey.CONTRACT_END;
import static org.passerelle.retention.RetentionFixture.UPROMI;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.passerelle.messages.Envelope;
import org.passerelle.retention.RetentionFixture;
import org.passerelle.retention.facts.FactOutcome;
import org.passerelle.retention.sweep.RetentionSweep.Swept;
import org.passerelle.testing.TestStore;

/** Several engines at work on the same subjects. */
class RetentionConcurrencyTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private static final int ENGINES = 4;

    private RetentionFixture fixture;

    @BeforeEach
    void start() {
        STORE.empty("journal_entries", "facts", "retention_clocks", "holds", "subjects");
        fixture = new RetentionFixture(STORE, "2026-03-09T10:15:30Z");
    }

    @Test
    void facts_of_one_learner_told_at_once_all_count() throws Exception {
        var anna = fixture.learner(UPROMI);
        var tellings = new ArrayList<Callable<FactOutcome>>();
        for (int day = 10; day < 30; day++) {
            var on = "2026-06-" + day;
            tellings.add(() -> fixture.tell(anna, CONTRACT_END, on));
        }

        var outcomes = atOnce(tellings);

        assertThat(outcomes).containsOnly(new FactOutcome.Accepted(anna.subject()));
        assertThat(fixture.clockOf(anna, "learning-space").said().activeUntil())
                .hasValue(LocalDate.parse("2026-06-29"));
    }

    @Test
    void a_fact_that_several_processes_tell_at_once_counts_once() throws Exception {
        for (int round = 0; round < 8; round++) {
            var anna = fixture.learner(UPROMI);
            var told = fixture.fact("crm-" + round, anna, CONTRACT_END, "2026-06-30");
            var tellings = new ArrayList<Callable<FactOutcome>>();
            for (int engine = 0; engine < ENGINES; engine++) {
                tellings.add(() -> fixture.desk.accept(told, "marie"));
            }

            var outcomes = atOnce(tellings);

            assertThat(outcomes)
                    .containsOnlyOnce(new FactOutcome.Accepted(anna.subject()))
                    .contains(new FactOutcome.AlreadyKnown())
                    .hasSize(ENGINES);
        }

        assertThat(STORE.count("facts")).isEqualTo(8);
        assertThat(STORE.count("journal_entries WHERE action = 'fact-accepted'")).isEqualTo(8);
    }

    @Test
    void of_two_facts_of_one_id_told_at_once_one_counts_and_the_other_replaces_nothing()
            throws Exception {
        for (int round = 0; round < 8; round++) {
            var anna = fixture.learner(UPROMI);
            var zoe = fixture.learner(UPROMI);
            var id = "crm-" + round;
            fixture.desk.accept(fixture.fact(id + "-a", anna, CONTRACT_END, "2026-05-01"), "marie");
            fixture.desk.accept(fixture.fact(id + "-z", zoe, CONTRACT_END, "2026-05-02"), "marie");
            var ofAnna =
                    fixture.fact(id, anna, CONTRACT_END, "2026-06-30").put("replaces", id + "-a");
            var ofZoe =
                    fixture.fact(id, zoe, CONTRACT_END, "2026-07-31").put("replaces", id + "-z");

            var outcomes =
                    atOnce(
                            List.of(
                                    () -> fixture.desk.accept(ofAnna, "marie"),
                                    () -> fixture.desk.accept(ofZoe, "marie")));

            assertThat(outcomes).filteredOn(FactOutcome.Refused.class::isInstance).hasSize(1);
        }

        assertThat(STORE.count("facts")).isEqualTo(24);
        assertThat(STORE.count("facts WHERE replaced = 1")).isEqualTo(8);
    }

    @Test
    void new_subjects_in_another_order_for_each_engine_do_not_lock_each_other_out()
            throws Exception {
        var learners = IntStream.range(0, 120).mapToObj(i -> fixture.learner(UPROMI)).toList();
        var batches = new ArrayList<Callable<Integer>>();
        for (int engine = 0; engine < ENGINES; engine++) {
            var events = new ArrayList<Envelope>();
            learners.forEach(one -> events.add(fixture.event(one, "enrolment", "added", 1)));
            Collections.shuffle(events, new Random(engine));
            batches.add(
                    () -> {
                        fixture.learnt.accept(events);
                        return events.size();
                    });
        }

        atOnce(batches);

        assertThat(STORE.count("facts")).isEqualTo(2 * 120);
        assertThat(STORE.count("retention_clocks")).isEqualTo(3 * 120);
    }

    @Test
    void sweeps_at_once_propose_everything_once() throws Exception {
        for (int i = 0; i < 60; i++) {
            fixture.tell(fixture.learner(UPROMI), CONTRACT_END, "2026-03-31");
        }
        fixture.clock.set(Instant.parse("2026-04-01T00:00:00Z"));
        var counting = new ArrayList<Callable<Swept>>();
        for (int engine = 0; engine < ENGINES; engine++) {
            var sweep =
                    new RetentionSweep(
                            fixture.ground, fixture.tables, proposals -> proposals.size());
            counting.add(sweep::run);
        }

        var swept = atOnce(counting);

        assertThat(swept.stream().mapToInt(Swept::proposed).sum()).isEqualTo(60);
    }

    private static <T> List<T> atOnce(List<Callable<T>> work) throws Exception {
        try (var pool = Executors.newFixedThreadPool(ENGINES)) {
            var results = new ArrayList<T>();
            for (var done : pool.invokeAll(work)) {
                results.add(done.get());
            }
            return results;
        }
    }
}
