package org.passerelle.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The main job on a real Moodle: doctor, a full sync, and one whole erasure.
 *
 * <p>Run it with {@code mvn verify -Plive -Dmoodle.url=… -Dmoodle.readTokenFile=…
 * -Dmoodle.commandTokenFile=…}. The tester makes the learners {@code LIVE-0001} (to erase) and
 * {@code LIVE-0012} (the canary that stays), or names others with {@code -Dmoodle.target} and
 * {@code -Dmoodle.canary}, and makes the site's cron run meanwhile. Only learners whose {@code
 * idnumber} begins with {@code LIVE-} are touched; anything else is refused before the first call.
 */
@Tag("live")
class LiveMoodleTest {
    private static final Duration SYNC = Duration.ofMinutes(10);
    private static final Duration ERASURE = Duration.ofMinutes(20);

    @TempDir Path folder;

    @Test
    void a_site_is_examined_synchronised_and_one_learner_is_erased_and_verified() throws Exception {
        var site = LiveSite.fromSystemProperties();
        try (var passerelle = LivePasserelle.start(folder, site)) {
            examine(passerelle);
            synchronise(passerelle);
            site.erasureCanary().ifPresent(canary -> prove(passerelle, canary));

            var receipt = erase(passerelle, site.target());

            report("receipt", receipt);
            assertThat(receipt.path("receipt").path("level").asText())
                    .isEqualTo("verified-account-gone");
        }
    }

    private static void examine(LivePasserelle passerelle) {
        var findings =
                passerelle.post("/platforms/" + LivePasserelle.PLATFORM + "/examinations", "{}");
        report("doctor", findings);
        assertThat(findings.findValuesAsText("result")).isNotEmpty().doesNotContain("mend");
    }

    private static void synchronise(LivePasserelle passerelle) {
        var wanted =
                Set.of(
                        "course",
                        "user",
                        "enrolment",
                        "site-access",
                        "course-access",
                        "grade-item",
                        "grade");
        Awaitility.await("every kind complete once")
                .atMost(SYNC)
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(passerelle.completeKinds()).containsAll(wanted));
        report("runs", passerelle.get("/platforms/" + LivePasserelle.PLATFORM + "/runs"));
    }

    /**
     * Before 4.4 the way to an erasure depends on a setting nobody can read: a learner proves it.
     */
    private static void prove(LivePasserelle passerelle, String learner) {
        passerelle.nameErasureCanary(passerelle.contractEnded(learner));
        report("receipt of the erasure canary", erase(passerelle, learner));
    }

    private static JsonNode erase(LivePasserelle passerelle, String learner) {
        passerelle.contractEnded(learner);
        long command = passerelle.proposedErasure(learner, SYNC);
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
        return passerelle.get("/receipts/" + command);
    }

    private static void report(String what, JsonNode answer) {
        System.out.println("live " + what + ": " + answer.toPrettyString());
    }
}
