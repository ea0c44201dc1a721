package org.passerelle.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.app.settings.SettingsReader;
import org.passerelle.testing.TestStore;

/**
 * A whole Passerelle with a store and a broker of its own elsewhere, named by settings; each of
 * them, and Moodle, goes away for ten minutes and comes back, in the middle of polls, facts and
 * commands.
 *
 * <p>Time runs faster: the outage and every pause, lease and interval that has to bridge it are the
 * defaults divided by the same number; the numbers of attempts are the defaults. With {@code
 * -Doutage.divisor=1} it is the real thing and takes an hour.
 */
class OutageTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private static final int DIVISOR = Integer.getInteger("outage.divisor", 100);
    private static final Duration OUTAGE = Duration.ofMinutes(10).dividedBy(DIVISOR);
    private static final int FACTS = 12;
    private static final int LEAVERS = 3;

    @TempDir static Path folder;
    private static OutageStage stage;

    @BeforeAll
    static void start() throws Exception {
        stage = new OutageStage(folder, STORE, pace());
        stage.start(DIVISOR > 1);
        until(() -> complete("completion") > 0);
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @Test
    void while_the_store_is_away_facts_and_commands_wait_and_health_says_so() throws Exception {
        long commands = stage.carriedOut();
        stage.tellFacts("end-s", OutageStage.ENDED, LEAVERS, 20);
        until(() -> stage.facts("end-s") > 0);
        stage.toStore().cut();
        stage.tellFacts("s", OutageStage.STARTS, FACTS, 0);
        until(() -> stage.health().contains("thestoredoesnotanswer"));
        assertThat(stage.health())
                .contains("\"status\":\"DOWN\"")
                .contains("{\"name\":\"broker\",\"status\":\"UP\"}")
                .contains("{\"name\":\"disk\",\"status\":\"UP\"}")
                .doesNotContain("thebrokerdoesnotanswer", "jdbc", "passerelle_", "127.0.0.1");
        theOutageLasts();

        stage.toStore().mend();

        recovered("store", commands, () -> stage.facts("s") == FACTS);
    }

    @Test
    void while_the_broker_is_away_messages_wait_in_the_outbox_and_health_says_so()
            throws Exception {
        untilPollsRest();
        long before = complete("user");
        long commands = stage.carriedOut();
        stage.tellFacts("end-b", OutageStage.ENDED, LEAVERS, 30);
        until(() -> stage.facts("end-b") > 0);
        stage.toBroker().cut();
        stage.pollNow("users");
        until(() -> stage.health().contains("thebrokerdoesnotanswer"));
        assertThat(STORE.count("outbox_messages")).isPositive();
        theOutageLasts();

        stage.toBroker().mend();

        recovered("broker", commands, () -> complete("user") > before);
    }

    @Test
    void while_moodle_is_away_its_polls_and_commands_wait_and_health_says_why() throws Exception {
        untilPollsRest();
        long before = complete("user");
        long commands = stage.carriedOut();
        int port = stage.moodle().port();
        var site = stage.moodle().site();
        stage.moodle().close();
        stage.tellFacts("end-m", OutageStage.ENDED, LEAVERS, 40);
        stage.pollNow("users");
        until(() -> healthOfDuties().path("failedLately").toString().contains("poll-run"));
        until(() -> healthOfDuties().path("commandsDelayed").toString().contains("not-reachable"));
        assertThat(stage.health()).as("our own parts are well").contains("\"status\":\"UP\"");
        theOutageLasts();

        stage.moodleIsBack(site, port);

        recovered("moodle", commands, () -> complete("user") > before);
        assertThat(STORE.count("poll_runs WHERE verdict <> 'COMPLETE' AND kind = 'user'"))
                .as("no absence is concluded from an outage")
                .isZero();
    }

    private JsonNode healthOfDuties() throws Exception {
        return stage.ask("/health", "GET", "");
    }

    private static void theOutageLasts() {
        await().pollDelay(OUTAGE).atMost(OUTAGE.plusMinutes(1)).until(() -> true);
    }

    /** All by itself; what was under way is finished, and no person is asked for anything. */
    private void recovered(String what, long commands, Condition done) throws Exception {
        var back = Instant.now(Clock.systemUTC());
        until(done);
        until(() -> stage.health().contains("\"status\":\"UP\""));
        until(() -> stage.carriedOut() == commands + LEAVERS);
        Files.writeString(
                Path.of("target/outages.txt"),
                "%s away for %s: recovered after %s%n"
                        .formatted(
                                what,
                                OUTAGE,
                                Duration.between(back, Instant.now(Clock.systemUTC()))),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        stage.nothingWasParked();
    }

    private static long complete(String kind) {
        return STORE.count("poll_runs WHERE verdict = 'COMPLETE' AND kind LIKE '%" + kind + "%'");
    }

    private static void untilPollsRest() {
        until(() -> STORE.count("poll_runs WHERE state <> 'ENDED'") == 0);
    }

    private static void until(Condition seen) {
        await().atMost(OUTAGE.plusMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(seen::holds);
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static Map<String, String> pace() {
        var usual = new SettingsReader().read(Path.of("").toAbsolutePath());
        return Map.of(
                "delivery.redelivery-delay", faster(usual.delivery().redeliveryDelay()),
                "delivery.redelivery-max-delay", faster(usual.delivery().redeliveryMaxDelay()),
                "delivery.health-check-interval", faster(usual.delivery().healthCheckInterval()),
                "commands.lease", faster(usual.commands().lease()),
                "upkeep.command-interval", faster(usual.upkeep().commandInterval()));
    }

    private static String faster(Duration usual) {
        return usual.dividedBy(DIVISOR).toMillis() + "ms";
    }
}
