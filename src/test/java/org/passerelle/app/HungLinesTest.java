package org.passerelle.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.testing.TestStore;

/**
 * The lines to the store and to the broker hang: packets are dropped, no connection is closed, and
 * those that were open stay dead when the line is back. {@link OutageTest} cuts them.
 */
class HungLinesTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private static final int FACTS = 8;
    private static final int LEAVERS = 3;

    @TempDir static Path folder;
    private static OutageStage stage;

    @BeforeAll
    static void start() throws Exception {
        stage =
                new OutageStage(
                        folder,
                        STORE,
                        Map.of(
                                "store.longest-silence", "3s",
                                "broker.longest-silence", "1s",
                                "broker.call-timeout", "2s",
                                "delivery.redelivery-delay", "100ms",
                                "delivery.redelivery-max-delay", "1s",
                                "delivery.health-check-interval", "200ms",
                                "commands.lease", "3s",
                                "upkeep.command-interval", "200ms"));
        stage.start(true);
        until(() -> complete("completion") > 0);
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @Test
    void after_the_line_to_the_store_hung_everything_goes_on_by_itself() throws Exception {
        long commands = stage.carriedOut();
        stage.tellFacts("end-s", OutageStage.ENDED, LEAVERS, 20);
        until(() -> stage.facts("end-s") > 0);
        stage.toStore().hang();
        stage.tellFacts("s", OutageStage.STARTS, FACTS, 0);
        until(() -> stage.health().contains("thestoredoesnotanswer"));

        stage.toStore().mend();

        recovered(commands, () -> stage.facts("s") == FACTS);
    }

    @Test
    void after_the_line_to_the_broker_hung_everything_goes_on_by_itself() throws Exception {
        until(() -> STORE.count("poll_runs WHERE state <> 'ENDED'") == 0);
        long before = complete("user");
        long commands = stage.carriedOut();
        stage.tellFacts("end-b", OutageStage.ENDED, LEAVERS, 30);
        until(() -> stage.facts("end-b") > 0);
        stage.toBroker().hang();
        stage.pollNow("users");
        until(() -> stage.health().contains("thebrokerdoesnotanswer"));
        assertThat(STORE.count("outbox_messages")).isPositive();

        stage.toBroker().mend();

        recovered(commands, () -> complete("user") > before);
    }

    private static void recovered(long commands, Callable<Boolean> done) {
        until(done);
        until(() -> stage.health().contains("\"status\":\"UP\""));
        until(() -> stage.carriedOut() == commands + LEAVERS);
        stage.nothingWasParked();
    }

    private static long complete(String kind) {
        return STORE.count("poll_runs WHERE verdict = 'COMPLETE' AND kind LIKE '%" + kind + "%'");
    }

    private static void until(Callable<Boolean> seen) {
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(seen);
    }
}
