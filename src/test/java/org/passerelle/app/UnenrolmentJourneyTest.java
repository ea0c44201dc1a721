package org.passerelle.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.simulator.site.Participation;
import org.passerelle.testing.TestStore;

/** An unenrolment from the door to the platform and back, in a whole Passerelle. */
class UnenrolmentJourneyTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    @TempDir static Path folder;
    private static OutageStage stage;
    private static String administrator;
    private static String officer;

    /** Somebody seen as a learner in a course. */
    private record Enrolled(String subject, long course) {}

    @BeforeAll
    static void start() throws Exception {
        stage =
                new OutageStage(
                        folder,
                        STORE,
                        Map.of("upkeep.command-interval", "200ms", "commands.lease", "3s"));
        stage.start(true);
        until(() -> STORE.count("poll_runs WHERE verdict = 'COMPLETE' AND kind = 'enrolment'") > 0);
        administrator = stage.account("administrator");
        officer = stage.account("dpo");
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @Test
    void what_an_administrator_proposes_and_the_officer_approves_ends_one_enrolment()
            throws Exception {
        var learner = learners().getFirst();
        long inCourse = enrolledIn(learner.course());
        long everywhere = enrolled();

        var number = propose(learner).path("number").asLong();
        assertThat(decide(administrator, number).path("status").asInt()).isEqualTo(403);
        assertThat(enrolled()).as("nothing happens before the approval").isEqualTo(everywhere);
        assertThat(decide(officer, number).toString()).contains("accepted");

        until(() -> show(number).path("state").asText().equals("done"));
        assertThat(enrolledIn(learner.course())).isEqualTo(inCourse - 1);
        assertThat(enrolled()).as("one enrolment and no other").isEqualTo(everywhere - 1);
        assertThat(
                        STORE.count(
                                "journal_entries WHERE object = 'command "
                                        + number
                                        + "' AND action IN"
                                        + " ('command-proposed', 'command-approved', 'command-done')"))
                .isEqualTo(3);
    }

    @Test
    void an_unenrolment_waits_while_a_legal_hold_stands_in_the_way() throws Exception {
        var learner = learners().getLast();
        long everywhere = enrolled();
        stage.ask(
                officer,
                "/holds",
                "POST",
                "{\"subject\":\""
                        + learner.subject()
                        + "\",\"kind\":\"legal-hold\",\"reason\":\"claim-open\",\"until\":\"2099-01-31\"}");

        var number = propose(learner).path("number").asLong();

        assertThat(decide(officer, number).toString())
                .contains("hold legal-hold stands in the way");
        assertThat(show(number).path("state").asText()).isEqualTo("proposed");
        assertThat(enrolled()).isEqualTo(everywhere);
    }

    private static JsonNode propose(Enrolled learner) throws Exception {
        var body =
                "{\"subject\":\"" + learner.subject() + "\",\"course\":" + learner.course() + "}";
        return stage.ask(administrator, "/commands/unenrolments", "POST", body);
    }

    private static JsonNode decide(String token, long number) throws Exception {
        return stage.ask(token, "/commands/approvals", "POST", "{\"commands\":[" + number + "]}");
    }

    private static JsonNode show(long number) throws Exception {
        return stage.ask(officer, "/commands/" + number, "GET", "");
    }

    private static List<Enrolled> learners() {
        return STORE.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                "SELECT LOWER(HEX(subject_id)), course_id FROM learning_records"
                                                        + " WHERE kind = 'enrolment' AND clear_fields LIKE '%student%'"
                                                        + " ORDER BY course_id, subject_id")
                                        .map(
                                                (row, context) ->
                                                        new Enrolled(
                                                                row.getString(1), row.getLong(2)))
                                        .list());
    }

    private static long enrolled() {
        return stage.moodle().site().courses().stream()
                .flatMap(course -> course.participations().stream())
                .filter(Participation::isEnrolled)
                .count();
    }

    private static long enrolledIn(long course) {
        return stage.moodle().site().course(course).orElseThrow().participations().stream()
                .filter(Participation::isEnrolled)
                .count();
    }

    private static void until(Callable<Boolean> seen) {
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(seen);
    }
}
