package org.passerelle.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The main job on a real Moodle: doctor, a full sync, a second one that finds nothing new, an
 * access request, a freeze with its lifting, a rectification, an unenrolment, and one whole
 * erasure.
 *
 * <p>Run it with {@code mvn verify -Plive -Dmoodle.url=… -Dmoodle.readTokenFile=…
 * -Dmoodle.commandTokenFile=…}. The tester makes the learners {@code LIVE-0001} (to erase), {@code
 * LIVE-0002} (who asks and stays) and {@code LIVE-0012} (the canary that stays), or names others
 * with {@code -Dmoodle.target}, {@code -Dmoodle.asker} and {@code -Dmoodle.canary}, and makes the
 * site's cron run meanwhile. A Moodle without {@code tool_dataprivacy_create_data_request} needs a
 * third, {@code -Dmoodle.erasureCanary}, whose erasure comes first. Only learners whose {@code
 * idnumber} begins with {@code LIVE-} are touched; anything else is refused before the first call.
 */
@Tag("live")
class LiveMoodleTest {
    private static final Duration SYNC = Duration.ofMinutes(10);
    private static final Duration ERASURE = Duration.ofMinutes(25);
    private static final Set<String> KINDS =
            Set.of(
                    "course",
                    "user",
                    "enrolment",
                    "site-access",
                    "course-access",
                    "grade-item",
                    "grade",
                    "course-completion",
                    "activity-completion");

    @TempDir Path folder;

    @Test
    void a_site_is_examined_synchronised_and_one_learner_is_erased_and_verified() throws Exception {
        var site = LiveSite.fromSystemProperties();
        try (var passerelle = LivePasserelle.start(folder, site, LivePasserelle.EVERYTHING)) {
            examine(passerelle);
            synchronise(passerelle);
            site.erasureCanary().ifPresent(canary -> erase(passerelle, canary, true));

            erase(passerelle, site.target(), false);

            var leaks = passerelle.post("/journal/hygiene", "");
            report("hygiene", leaks);
            assertThat(leaks.path("leaks")).isEmpty();
            assertThat(examine(passerelle))
                    .as("the doctor has seen cron carry out our request")
                    .containsEntry("cron", "ok");
        }
    }

    @Test
    void a_learner_is_answered_frozen_released_rectified_and_unenrolled() throws Exception {
        var site = LiveSite.fromSystemProperties();
        try (var passerelle = LivePasserelle.start(folder, site, LivePasserelle.PEOPLE)) {
            Awaitility.await("users and enrolments are known")
                    .atMost(SYNC)
                    .pollInterval(Duration.ofSeconds(2))
                    .until(
                            () ->
                                    passerelle
                                            .completeRuns()
                                            .keySet()
                                            .containsAll(Set.of("user", "enrolment")));
            var rights = new LiveRights(passerelle, new LiveMoodle(site), site.asker());
            rights.access();
            rights.rectification();
            rights.freezeAndLift();
            rights.unenrol();

            var leaks = passerelle.post("/journal/hygiene", "");
            report("hygiene", leaks);
            assertThat(leaks.path("leaks")).isEmpty();
        }
    }

    /** The result of each check. */
    private static Map<String, String> examine(LivePasserelle passerelle) {
        var findings =
                passerelle
                        .post("/platforms/" + LivePasserelle.PLATFORM + "/examinations", "{}")
                        .path("items");
        findings.forEach(finding -> report("doctor", finding));
        var results = new HashMap<String, String>();
        for (JsonNode finding : findings) {
            results.put(finding.path("check").asText(), finding.path("result").asText());
        }
        assertThat(results.values()).isNotEmpty().doesNotContain("mend");
        return results;
    }

    private static void synchronise(LivePasserelle passerelle) {
        var first = completeRuns(passerelle, 1);
        first.values().forEach(runs -> report("first run", runs.getFirst()));
        var second = completeRuns(passerelle, 2);
        second.values().forEach(runs -> report("second run", runs.get(1)));
        assertThat(second.values().stream().map(runs -> runs.get(1)))
                .as("nothing moved between the first and the second run of each kind")
                .allSatisfy(
                        run ->
                                assertThat(
                                                run.path("added").asInt()
                                                        + run.path("changed").asInt()
                                                        + run.path("gone").asInt())
                                        .as(run.toString())
                                        .isZero());
    }

    /** Per kind the complete runs over the whole site, oldest first, once every kind has enough. */
    private static Map<String, List<JsonNode>> completeRuns(LivePasserelle passerelle, int enough) {
        return Awaitility.await(enough + " complete runs of every kind")
                .atMost(SYNC)
                .pollInterval(Duration.ofSeconds(2))
                .until(
                        passerelle::completeRuns,
                        found ->
                                KINDS.stream()
                                        .allMatch(
                                                kind ->
                                                        found.getOrDefault(kind, List.of()).size()
                                                                >= enough));
    }

    private static void erase(LivePasserelle passerelle, String learner, boolean asProof) {
        var subject = passerelle.contractEnded(learner);
        long command = passerelle.proposedErasure(subject, SYNC);
        if (asProof) {
            passerelle.prove(command);
        }
        passerelle.approve(command);
        Awaitility.await("the erasure of " + learner + " (is the site's cron running?)")
                .atMost(ERASURE)
                .pollInterval(Duration.ofSeconds(3))
                .untilAsserted(
                        () -> {
                            var view = passerelle.get("/commands/" + command);
                            assertThat(view.path("state").asText())
                                    .as(view.toPrettyString())
                                    .isEqualTo("done");
                        });
        verified(learner, passerelle.get("/receipts/" + command).path("receipt"));
    }

    private static void verified(String learner, JsonNode receipt) {
        report("receipt of " + learner, receipt);
        var lock =
                StreamSupport.stream(receipt.path("steps").spliterator(), false)
                        .filter(step -> step.path("step").asText().equals("lock"))
                        .map(step -> Instant.parse(step.path("settledAt").asText()))
                        .findFirst()
                        .orElseThrow();
        var closed = Instant.parse(receipt.path("closedAt").asText());
        System.out.println(
                "live seconds from lock to receipt of "
                        + learner
                        + ": "
                        + Duration.between(lock, closed).toSeconds());
        assertThat(receipt.path("level").asText()).isEqualTo("verified-account-gone");
        assertThat(receipt.path("checks").findValuesAsText("result")).containsOnly("passed");
    }

    private static void report(String what, JsonNode answer) {
        System.out.println("live " + what + ": " + answer);
    }
}
