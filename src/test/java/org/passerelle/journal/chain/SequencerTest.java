package org.passerelle.journal.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.testing.TestStore;

class SequencerTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    @TempDir Path folder;
    private Chain chain;

    @BeforeEach
    void open() {
        chain = new Chain(STORE, folder);
    }

    @Test
    void committed_entries_get_places_without_gaps_after_the_one_that_opens_the_segment() {
        chain.write(3);

        assertThat(chain.sequencer.chain()).isEqualTo(3);

        assertThat(chain.number("SELECT COUNT(*) FROM journal_entries WHERE sequence IS NULL"))
                .isZero();
        assertThat(chain.number("SELECT MAX(sequence) FROM journal_entries")).isEqualTo(4);
        assertThat(
                        chain.number(
                                "SELECT sequence FROM journal_entries WHERE action = 'segment-opened'"))
                .isOne();
    }

    @Test
    void an_entry_of_a_transaction_that_rolled_back_leaves_no_place() {
        chain.write(1);
        try {
            STORE.transactions()
                    .within(
                            () -> {
                                chain.journal.append(Chain.entry("rolled-back"));
                                throw new IllegalStateException("the act failed");
                            });
        } catch (IllegalStateException expected) {
            chain.write(1);
        }

        chain.sequencer.chain();

        assertThat(chain.number("SELECT MAX(sequence) FROM journal_entries")).isEqualTo(3);
        assertThat(chain.verify().clean()).isTrue();
    }

    @Test
    void an_entry_that_commits_late_is_chained_behind_those_that_came_before() {
        STORE.transactions()
                .within(
                        () -> {
                            chain.journal.append(Chain.entry("late"));
                            CompletableFuture.runAsync(() -> chain.with(2)).join();
                        });

        chain.sequencer.chain();

        assertThat(chain.number("SELECT sequence FROM journal_entries WHERE details LIKE '%late%'"))
                .isEqualTo(4);
        assertThat(chain.verify().clean()).isTrue();
    }

    @Test
    void several_writers_and_two_sequencers_make_one_chain() throws Exception {
        var other = chain.another(folder);
        var work = new ArrayList<Future<?>>();
        try (var pool = Executors.newFixedThreadPool(4)) {
            work.add(pool.submit(() -> chain.write(120)));
            work.add(pool.submit(() -> chain.write(120)));
            work.add(pool.submit(() -> often(chain.sequencer)));
            work.add(pool.submit(() -> often(other.sequencer)));
        }
        for (Future<?> done : work) {
            // Two sequencers at once would take the same place, and one of them would fail.
            done.get(60, TimeUnit.SECONDS);
        }
        chain.sequencer.chain();

        var verification = chain.verify();

        assertThat(verification.clean()).isTrue();
        assertThat(verification.extent().entries()).isEqualTo(241);
    }

    private static void often(Sequencer sequencer) {
        for (int i = 0; i < 40; i++) {
            sequencer.chain();
        }
    }

    @Test
    void every_thousand_entries_a_signed_checkpoint_goes_to_the_second_place() {
        chain.write(2100);
        chain.sequencer.chain();
        assertThat(chain.delivery.deliver()).isEmpty();

        assertThat(chain.place.numbers()).containsExactly(1L, 2L);
        var second = chain.place.read(2).orElseThrow();
        assertThat(second.signed().isGenuine(chain.keys)).isTrue();
        assertThat(second.checkpoint().first()).isEqualTo(1001);
        assertThat(second.checkpoint().last()).isEqualTo(2000);
        assertThat(second.checkpoint().entries()).isEqualTo(1000);
        assertThat(second.checkpoint().previous())
                .isEqualTo(chain.place.read(1).orElseThrow().digest());
    }

    @Test
    void a_quiet_day_ends_with_a_checkpoint_of_the_few_entries_there_are() {
        chain.with(5);
        assertThat(chain.place.numbers()).isEmpty();

        chain.clock.advance(Duration.ofHours(25));
        chain.sequencer.chain();
        chain.delivery.deliver();

        assertThat(chain.place.read(1).orElseThrow().checkpoint().last()).isEqualTo(6);
    }

    @Test
    void a_new_month_opens_a_segment_whose_first_entry_names_the_checkpoint_before() {
        chain.with(5);

        chain.clock.set(Instant.parse("2026-04-01T00:00:01Z"));
        chain.with(2);

        assertThat(chain.segments.list())
                .extracting(Segment::month, Segment::first, Segment::state)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(YearMonth.of(2026, 3), 1L, "closed"),
                        org.assertj.core.groups.Tuple.tuple(YearMonth.of(2026, 4), 7L, "open"));
        var before = chain.place.read(1).orElseThrow();
        assertThat(before.checkpoint().last()).isEqualTo(6);
        assertThat(
                        chain.number(
                                "SELECT COUNT(*) FROM journal_entries WHERE sequence = 7 AND details LIKE '%"
                                        + before.digest()
                                        + "%'"))
                .isOne();
        assertThat(chain.verify().clean()).isTrue();
    }

    @Test
    void a_clock_that_goes_back_a_month_opens_no_second_segment_of_it() {
        chain.with(2);
        chain.clock.set(Instant.parse("2026-04-02T00:00:00Z"));
        chain.with(2);

        chain.clock.set(Instant.parse("2026-03-30T00:00:00Z"));
        chain.with(2);

        assertThat(chain.segments.list()).hasSize(2);
    }
}
