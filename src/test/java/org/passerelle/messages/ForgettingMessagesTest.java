package org.passerelle.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.passerelle.testing.SettableClock;
import org.passerelle.testing.TestStore;

class ForgettingMessagesTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private final SettableClock clock = new SettableClock("2026-03-09T10:15:30Z");
    private final JdbcProcessedMessages processed = new JdbcProcessedMessages(STORE.jdbi(), clock);
    private final ForgettingMessages forgetting =
            new ForgettingMessages(STORE.transactions(), processed, clock, Duration.ofDays(90));

    @BeforeEach
    void anew() {
        STORE.empty("processed_messages");
    }

    @Test
    void what_is_older_than_its_age_is_forgotten_and_what_may_come_again_is_remembered() {
        claim("old");
        clock.advance(Duration.ofDays(1));
        claim("young");
        clock.advance(Duration.ofDays(89).plusSeconds(1));

        long forgotten = forgetting.forget();

        assertThat(forgotten).isEqualTo(1);
        assertThat(claim("young")).isFalse();
        assertThat(claim("old")).isTrue();
    }

    @Test
    void more_than_one_portion_goes_in_one_call() {
        STORE.jdbi()
                .useHandle(
                        handle ->
                                handle.createUpdate(
                                                "INSERT INTO processed_messages SELECT 'engine', CONCAT('m-', seq), '', 0, :at"
                                                        + " FROM seq_1_to_12000")
                                        .bind("at", clock.instant())
                                        .execute());
        clock.advance(Duration.ofDays(91));

        assertThat(forgetting.forget()).isEqualTo(12_000);
        assertThat(STORE.count("processed_messages")).isZero();
    }

    private boolean claim(String id) {
        return STORE.transactions().within(() -> processed.claim("engine", id, "", 0));
    }
}
