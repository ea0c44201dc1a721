package org.passerelle.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.simulator.ReceivedCall;
import org.passerelle.simulator.site.SimulatedUser;

/**
 * The journeys of one data folder, one after the other, through a process that is killed ({@code
 * kill -9}) at random instants of each and started again: nothing lost, nothing done twice.
 *
 * <p>{@code -Dkill.seed=N} repeats a run's choice of instants.
 */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class KillTest {
    private static final int DAYS_BACK = 35;
    private static final int LEAVERS = 4;
    private static final int FACTS = 240;
    private static final int WRONG_FACTS = 60;

    /** Of the demo site: two courses for each learner, and the teacher in all ten. */
    private static final int ENROLMENTS = 240 * 2 + 10;

    @TempDir static Path folder;
    private final long seed = Long.getLong("kill.seed", System.nanoTime());
    private KillStage stage;

    @BeforeAll
    void open() throws Exception {
        System.out.println("KillTest: -Dkill.seed=" + seed);
        stage = new KillStage(folder, DAYS_BACK, new Random(seed));
        stage.start();
    }

    @AfterAll
    void close() throws Exception {
        stage.close();
    }

    @Test
    @Order(1)
    void a_poll_reads_everything_once() throws Exception {
        stage.killWithin(Duration.ofSeconds(2));
        stage.killWithin(Duration.ofSeconds(2));

        KillStage.until("all kinds polled", () -> kindsPolledCompletely() == 9);
        KillStage.until("events sent", () -> stage.count("outbox_messages") == 0);
        assertThat(records("course")).isEqualTo(10);
        assertThat(records("enrolment")).isEqualTo(ENROLMENTS);
        assertThat(stage.count("learning_records WHERE version > 1 OR state = 'GONE'"))
                .as("nothing was taken for changed or gone")
                .isZero();
        assertThat(
                        stage.texts(
                                "SELECT CONCAT_WS(' ', kind, coverage, verdict, CAST(reasons AS CHAR)) FROM poll_runs"
                                        + " WHERE verdict IN ('EMPTY', 'REFUSED', 'HELD')"))
                .isEmpty();
        assertThat(stage.count("failed_messages")).isZero();
        assertThat(callsThatWrite()).as("a poll writes nothing to Moodle").isEmpty();
    }

    @Test
    @Order(2)
    void facts_are_stored_once_and_wrong_ones_become_failed_messages_once() throws Exception {
        stage.tell(facts());
        stage.killWithin(Duration.ofMillis(1500));
        stage.killWithin(Duration.ofMillis(800));

        KillStage.until("facts stored", () -> stage.count("facts WHERE source = 'crm'") == FACTS);
        KillStage.until("drained", () -> stage.count("failed_messages") == WRONG_FACTS);
        assertThat(stage.count("pending_facts")).isZero();
        assertThat(stage.count("journal_entries WHERE action = 'fact-accepted'")).isEqualTo(FACTS);
        assertThat(stage.count("failed_messages WHERE state <> 'UNRESOLVED'")).isZero();
    }

    @Test
    @Order(3)
    void accounts_are_suspended_once() throws Exception {
        stage.moodle().forgetCalls();
        stage.tell(contractEnds());
        stage.killWithin(Duration.ofMillis(2500));
        stage.killWithin(Duration.ofMillis(1500));

        KillStage.until("suspended", () -> stage.commands("done").size() == LEAVERS);
        assertThat(writesPerUser("core_user_update_users", "users[0][id]"))
                .hasSize(LEAVERS)
                .allSatisfy((user, writes) -> assertThat(writes).as("user " + user).isOne());
        assertThat(suspended()).hasSize(LEAVERS);
    }

    @Test
    @Order(4)
    void accounts_are_erased_once_and_each_has_a_receipt() throws Exception {
        stage.moodle().forgetCalls();
        stage.daysPass();
        stage.killWithin(Duration.ZERO);
        KillStage.until("proposed", () -> stage.commands("proposed").size() == LEAVERS);
        stage.approveAll();
        stage.killWithin(Duration.ofMillis(1500));
        stage.killWithin(Duration.ofMillis(2500));

        KillStage.until("erased", () -> stage.commands("done").size() == 2 * LEAVERS);
        assertThat(writesPerUser("tool_dataprivacy_create_data_request", "foruserid"))
                .as("asked once for each")
                .hasSize(LEAVERS)
                .allSatisfy((user, asked) -> assertThat(asked).isOne());
        assertThat(stage.site().privacy().requests()).hasSize(LEAVERS);
        assertThat(deleted()).hasSize(LEAVERS);
        assertThat(suspended()).as("nobody else was touched").allMatch(SimulatedUser::isDeleted);
        theBooksBalance();
        assertThat(stage.leaks()).as("no clear name, e-mail or token anywhere").isEmpty();
        assertThat(stage.stop()).as("an orderly stop").isTrue();
    }

    private void theBooksBalance() {
        assertThat(stage.count("receipts")).isEqualTo(LEAVERS);
        assertThat(stage.count("commands")).isEqualTo(2 * LEAVERS);
        assertThat(stage.count("commands WHERE state <> 'DONE'")).isZero();
        assertThat(stage.count("command_steps WHERE settled_at IS NULL")).isZero();
        assertThat(stage.count("failed_messages")).isEqualTo(WRONG_FACTS);
        assertThat(stage.count("tombstones")).isEqualTo(LEAVERS);
        assertThat(stage.count("subjects WHERE erased_at IS NOT NULL")).isEqualTo(LEAVERS);
        assertThat(stage.count("facts WHERE fact_key = 'contract-end'"))
                .as("facts of erased learners go with them")
                .isZero();
    }

    private long kindsPolledCompletely() {
        return stage.number(
                "SELECT COUNT(DISTINCT kind) FROM poll_runs WHERE verdict = 'COMPLETE'");
    }

    private long records(String kind) {
        return stage.count("learning_records WHERE kind = '" + kind + "'");
    }

    private List<ReceivedCall> callsThatWrite() {
        return stage.moodle().calls().stream()
                .filter(call -> call.function().matches(".*_(update|delete|create|approve)_.*"))
                .toList();
    }

    private Map<String, Long> writesPerUser(String function, String argument) {
        return stage.moodle().callsOf(function).stream()
                .collect(
                        Collectors.groupingBy(
                                call -> call.arguments().getOrDefault(argument, "?"),
                                Collectors.counting()));
    }

    private List<SimulatedUser> suspended() {
        return stage.site().users().stream().filter(user -> user.is("suspended")).toList();
    }

    private List<SimulatedUser> deleted() {
        return stage.site().users().stream().filter(SimulatedUser::isDeleted).toList();
    }

    private List<String> facts() {
        var facts = new ArrayList<String>();
        for (int n = 0; n < FACTS; n++) {
            facts.add(fact("start-" + n, 50 + n % 120, "contract-start", "crm", DAYS_BACK + 9));
        }
        for (int n = 0; n < WRONG_FACTS; n++) {
            facts.add(fact("wrong-" + n, 60, "contract-start", "crm", -9999));
        }
        Collections.shuffle(facts, new Random(seed));
        return facts;
    }

    private static List<String> contractEnds() {
        var facts = new ArrayList<String>();
        for (int learner = 1; learner <= LEAVERS; learner++) {
            facts.add(fact("end-" + learner, learner, "contract-end", "test", DAYS_BACK + 1));
        }
        return facts;
    }

    private static String fact(String id, int learner, String key, String source, int daysAgo) {
        return """
        {"id":"%1$s","type":"fact","version":1,"organisation":"upromi","correlation":"%1$s",\
        "at":"2026-01-01T00:00:00Z","body":{"id":"%1$s","platform":"upromi-moodle",\
        "learnerNumber":"UPR-%2$05d","key":"%3$s","on":"%4$s","source":"%5$s"}}\
        """
                .formatted(
                        id, learner, key, LocalDate.now(ZoneOffset.UTC).minusDays(daysAgo), source);
    }
}
