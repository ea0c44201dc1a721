package org.passerelle.app.backing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.passerelle.testing.TestStore;

class JdbcTransactionsTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private final AtomicInteger attempts = new AtomicInteger();

    @BeforeEach
    void two_rows() {
        execute("CREATE TABLE crossing (id INT PRIMARY KEY, seen INT NOT NULL)");
        execute("INSERT INTO crossing VALUES (1, 0), (2, 0)");
    }

    @AfterEach
    void drop() {
        execute("DROP TABLE crossing");
    }

    @Test
    void two_that_wait_for_each_other_are_both_done_once() throws Exception {
        var first = new CountDownLatch(1);
        var second = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(2)) {
            Future<?> there = threads.submit(() -> cross(1, first, second, 2));
            Future<?> back = threads.submit(() -> cross(2, second, first, 1));
            there.get();
            back.get();
        }

        assertThat(attempts).as("one of the two was done again").hasValue(3);
        assertThat(seen()).as("each counted each row once").isEqualTo(4);
    }

    @Test
    void what_fails_for_another_reason_is_not_done_again() {
        assertThatThrownBy(
                        () ->
                                STORE.transactions()
                                        .within(
                                                () -> {
                                                    attempts.incrementAndGet();
                                                    execute("INSERT INTO crossing VALUES (1, 0)");
                                                }))
                .hasMessageContaining("Duplicate entry");

        assertThat(attempts).hasValue(1);
    }

    private void cross(int from, CountDownLatch mine, CountDownLatch other, int to) {
        STORE.transactions()
                .within(
                        () -> {
                            attempts.incrementAndGet();
                            execute("UPDATE crossing SET seen = seen + 1 WHERE id = " + from);
                            mine.countDown();
                            await(other);
                            execute("UPDATE crossing SET seen = seen + 1 WHERE id = " + to);
                        });
    }

    private static void await(CountDownLatch other) {
        try {
            assertThat(other.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void execute(String sql) {
        STORE.jdbi().useHandle(handle -> handle.execute(sql));
    }

    private static int seen() {
        return STORE.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery("SELECT SUM(seen) FROM crossing")
                                        .mapTo(Integer.class)
                                        .one());
    }
}
