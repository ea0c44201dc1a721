package org.passerelle.learning.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.testing.TestStore;

class PlatformLockTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private static final PlatformKey PLATFORM = new PlatformKey("imp-moodle");

    private final JdbcPlatformLock lock = new JdbcPlatformLock(STORE.jdbi());

    @BeforeEach
    void known() {
        STORE.transactions().within(() -> lock.take(PLATFORM));
    }

    @Test
    void pages_are_stored_beside_each_other() throws Exception {
        while_a_page_is_stored(
                other ->
                        assertThat(other.get(20, TimeUnit.SECONDS)).as("it does not wait").isTrue(),
                () -> lock.share(PLATFORM));
    }

    @Test
    void a_run_is_not_closed_while_a_page_is_stored() throws Exception {
        while_a_page_is_stored(
                other ->
                        assertThatThrownBy(() -> other.get(20, TimeUnit.SECONDS))
                                .isInstanceOf(ExecutionException.class)
                                .hasStackTraceContaining("Lock wait timeout"),
                () -> lock.take(PLATFORM));
    }

    @Test
    void the_first_page_of_all_finds_no_row_and_makes_it() {
        STORE.empty("platforms");

        STORE.transactions().within(() -> lock.share(PLATFORM));

        assertThat(STORE.count("platforms")).isOne();
    }

    private interface Seen {
        void by(Future<Boolean> other) throws Exception;
    }

    private void while_a_page_is_stored(Seen seen, Runnable beside) throws Exception {
        try (var threads = Executors.newSingleThreadExecutor()) {
            STORE.transactions()
                    .within(
                            () -> {
                                lock.share(PLATFORM);
                                try {
                                    seen.by(threads.submit(() -> impatient(beside)));
                                } catch (Exception e) {
                                    throw new AssertionError(e);
                                }
                            });
        }
    }

    private static boolean impatient(Runnable work) {
        return STORE.transactions()
                .within(
                        () -> {
                            wait("1");
                            try {
                                work.run();
                                return true;
                            } finally {
                                wait("DEFAULT");
                            }
                        });
    }

    private static void wait(String seconds) {
        STORE.jdbi()
                .useHandle(handle -> handle.execute("SET innodb_lock_wait_timeout = " + seconds));
    }
}
