package org.passerelle.failures;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.passerelle.testing.SettableClock;
import org.passerelle.testing.TestStore;

class AttemptsTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private static final CauseText CAUSE = CauseText.of("imp-moodle is in maintenance");

    private final SettableClock clock = new SettableClock("2026-03-09T10:15:30Z");

    @BeforeEach
    void empty() {
        STORE.empty("delivery_attempts");
    }

    @Test
    void another_process_goes_on_counting() {
        new JdbcAttempts(STORE.jdbi(), clock).oneMore("t-1", "poll-run-poll-task", CAUSE);
        new JdbcAttempts(STORE.jdbi(), clock).oneMore("t-2", "poll-run-poll-task", CAUSE);

        assertThat(
                        new JdbcAttempts(STORE.jdbi(), clock)
                                .oneMore("t-1", "poll-run-poll-task", CAUSE))
                .isEqualTo(2);
    }

    @Test
    void what_nobody_asked_for_in_a_month_goes() {
        var attempts = new JdbcAttempts(STORE.jdbi(), clock);
        attempts.oneMore("t-1", "poll-run-poll-task", CAUSE);
        clock.advance(Duration.ofDays(31));

        attempts.oneMore("t-2", "poll-run-poll-task", CAUSE);

        assertThat(STORE.count("delivery_attempts")).isOne();
    }

    @Test
    void troubles_are_those_of_the_last_minutes_by_cause() {
        var attempts = new JdbcAttempts(STORE.jdbi(), clock);
        attempts.oneMore("t-1", "poll-run-poll-task", CauseText.of("it was slow"));
        clock.advance(Duration.ofMinutes(11));

        attempts.oneMore("t-2", "poll-run-poll-task", CAUSE);
        attempts.oneMore("t-3", "poll-run-poll-task", CAUSE);

        assertThat(attempts.troubles())
                .containsExactly(
                        new JdbcAttempts.Trouble(
                                "poll-run-poll-task", CAUSE.value(), 2, clock.instant()));
    }
}
