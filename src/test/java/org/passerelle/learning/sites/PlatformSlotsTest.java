package org.passerelle.learning.sites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.passerelle.learning.NoSlotFree;
import org.passerelle.learning.PlatformSlots;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.testing.SettableClock;
import org.passerelle.testing.TestStore;

class PlatformSlotsTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private static final PlatformKey IMP = new PlatformKey("imp-moodle");
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final SettableClock clock = new SettableClock("2026-03-09T10:15:30Z");
    private final PlatformSlots here = process(Duration.ofMillis(60));
    private final PlatformSlots there = process(Duration.ofMillis(60));

    @BeforeEach
    void empty() {
        STORE.empty("platform_slots");
    }

    @Test
    void two_processes_together_hold_two_slots_and_no_third() {
        here.acquire(IMP, LEASE);
        there.acquire(IMP, LEASE);

        assertThatThrownBy(() -> here.acquire(IMP, LEASE)).isInstanceOf(NoSlotFree.class);
        assertThatThrownBy(() -> there.acquire(IMP, LEASE)).isInstanceOf(NoSlotFree.class);
        there.acquire(new PlatformKey("upromi-moodle"), LEASE).close();
    }

    @Test
    void a_closed_slot_is_free_again_once() {
        var slot = here.acquire(IMP, LEASE);
        there.acquire(IMP, LEASE);

        slot.close();
        slot.close();

        here.acquire(IMP, LEASE);
        assertThatThrownBy(() -> here.acquire(IMP, LEASE)).isInstanceOf(NoSlotFree.class);
    }

    @Test
    void the_slot_of_a_process_that_died_is_free_when_its_lease_ends() {
        here.acquire(IMP, LEASE);
        here.acquire(IMP, LEASE);

        clock.advance(LEASE);

        there.acquire(IMP, LEASE);
    }

    @Test
    void what_a_killed_process_left_leased_is_freed_at_the_next_start() {
        here.acquire(IMP, LEASE);
        here.acquire(IMP, LEASE);

        new JdbcPlatformSlots(STORE.jdbi(), clock, 2).freeAll();

        there.acquire(IMP, LEASE);
        there.acquire(IMP, LEASE);
    }

    @Test
    void whoever_lost_its_lease_takes_nothing_from_the_next_holder() {
        var late = here.acquire(IMP, LEASE);
        here.acquire(IMP, LEASE);
        clock.advance(LEASE);
        there.acquire(IMP, LEASE);
        there.acquire(IMP, LEASE);

        late.close();

        assertThatThrownBy(() -> process(Duration.ofMillis(60)).acquire(IMP, LEASE))
                .isInstanceOf(NoSlotFree.class);
    }

    @Test
    void many_threads_never_hold_more_than_two() throws Exception {
        var slots = process(Duration.ofSeconds(20));
        var holding = new AtomicInteger();
        var most = new AtomicInteger();
        Callable<Boolean> request =
                () -> {
                    try (var slot = slots.acquire(IMP, LEASE)) {
                        most.accumulateAndGet(holding.incrementAndGet(), Math::max);
                        Thread.onSpinWait();
                        holding.decrementAndGet();
                        return slot != null;
                    }
                };

        try (var threads = Executors.newFixedThreadPool(6)) {
            for (var done :
                    threads.invokeAll(IntStream.range(0, 60).mapToObj(i -> request).toList())) {
                assertThat(done.get()).isTrue();
            }
        }
        assertThat(most.get()).isBetween(1, 2);
    }

    private JdbcPlatformSlots process(Duration patience) {
        return new JdbcPlatformSlots(STORE.jdbi(), clock, 2, patience);
    }
}
