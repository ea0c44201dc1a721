package org.passerelle.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.awaitility.Awaitility;
import org.passerelle.messages.MessageCodec;

/** Requests of one learner on a real site, as an officer carries them through. */
final class LiveRights {
    private static final Duration ROUND = Duration.ofMinutes(6);

    private final LivePasserelle passerelle;
    private final LiveMoodle moodle;
    private final String learner;

    LiveRights(LivePasserelle passerelle, LiveMoodle moodle, String learner) {
        this.passerelle = passerelle;
        this.moodle = moodle;
        this.learner = learner;
    }

    /** Asks for everything, and is answered with a package that holds it. */
    void access() {
        var request = approved("access", Map.of(), Map.of());
        var page = passerelle.officerText("/requests/" + request + "/documents/access-page");
        assertThat(page).contains(learner).contains("CNIL");
        var records = packageOf(request).path("records");
        System.out.println(
                "live access package of "
                        + learner
                        + ": "
                        + records.size()
                        + " records, "
                        + page.length()
                        + " characters of page");
        assertThat(records.size()).isPositive();
        passerelle.officer("/requests/" + request + "/answer", "{}");
        passerelle.officer("/requests/" + request + "/closing", "");
        assertThat(state(request)).isEqualTo("closed");
    }

    /** Frozen: what the site changes is not taken. Lifted: it is. */
    void freezeAndLift() {
        var reading = approved("access", Map.of(), Map.of());
        var before = lastName(reading);
        var freeze = approved("restriction", Map.of("ground", "accuracy"), Map.of());
        var during = before + "-Gelé";
        moodle.rename(learner, during);
        awaitRounds();
        assertThat(lastName(reading)).as("dropped while frozen").isEqualTo(before);

        passerelle.officer("/requests/" + freeze + "/answer", "{}");
        passerelle.officer("/requests/" + freeze + "/lift-announcement", "{}");
        passerelle.officer("/requests/" + freeze + "/lifting", "{\"waiting\": \"release\"}");
        Awaitility.await("taken after the restriction was lifted")
                .atMost(ROUND)
                .pollInterval(Duration.ofSeconds(3))
                .untilAsserted(() -> assertThat(lastName(reading)).isEqualTo(during));
        moodle.rename(learner, before);
        System.out.println("live freeze of " + learner + ": dropped while frozen, taken after");
    }

    /** The corrected value is on the site. */
    void rectification() {
        var city = "Dole-" + (System.nanoTime() % 1000);
        var request = approved("rectification", Map.of(), Map.of("more.city", city));
        Awaitility.await("the rectification was read back")
                .atMost(ROUND)
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> state(request).equals("recipients-notified"));
        assertThat(moodle.city(learner)).isEqualTo(city);
        System.out.println(
                "live rectification of " + learner + ": read back by us and by the test");
    }

    /** One enrolment ends, the others stay: the last, because learners differ in how they came. */
    void unenrol() {
        var courses = moodle.courses(learner);
        long course = courses.getLast();
        var order = MessageCodec.json().createObjectNode();
        order.put("subject", subject()).put("course", course);
        long command =
                passerelle
                        .officer("/commands/unenrolments", order.toString())
                        .path("number")
                        .asLong();
        passerelle.approve(command);
        Awaitility.await("the unenrolment was read back")
                .atMost(ROUND)
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(
                        () -> {
                            var view = passerelle.get("/commands/" + command);
                            assertThat(view.path("state").asText())
                                    .as(view.toPrettyString())
                                    .isEqualTo("done");
                        });
        var left = new ArrayList<>(courses);
        left.remove(course);
        assertThat(moodle.courses(learner)).isEqualTo(left);
        System.out.println("live unenrolment of " + learner + ": one of " + courses.size());
    }

    private String subject() {
        long request = approved("access", Map.of(), Map.of());
        return passerelle.get("/requests/" + request).path("subject").asText();
    }

    private long approved(String type, Map<String, String> codes, Map<String, String> words) {
        var body =
                MessageCodec.json()
                        .createObjectNode()
                        .put("organisation", "upromi")
                        .put("type", type)
                        .put("channel", "email")
                        .put("platform", LivePasserelle.PLATFORM)
                        .put("learnerNumber", learner);
        codes.forEach(body.putObject("particulars")::put);
        applicant(body.putObject("applicant"));
        words.forEach(body.withObject("/applicant")::put);
        long number = passerelle.officer("/requests", body.toString()).path("number").asLong();
        passerelle.officer("/requests/" + number + "/identity", "{\"method\": \"known-address\"}");
        passerelle.officer("/requests/" + number + "/assessment", "{}");
        passerelle.officer("/requests/" + number + "/approval", "{}");
        return number;
    }

    private static void applicant(ObjectNode applicant) {
        applicant
                .put("familyName", "Inventé")
                .put("givenName", "Vivant")
                .put("home", "1 rue de l’Exemple")
                .put("mailAddress", "vivant@invente.example")
                .put("object", "Demande d’essai");
    }

    private String state(long request) {
        return passerelle.get("/requests/" + request).path("state").asText();
    }

    private JsonNode packageOf(long request) {
        return passerelle.officerJson("/requests/" + request + "/documents/access");
    }

    private String lastName(long request) {
        for (JsonNode record : packageOf(request).path("records")) {
            for (JsonNode field : record.path("fields")) {
                if (field.path("label").asText().equalsIgnoreCase("nom")) {
                    return field.path("value").asText();
                }
            }
        }
        throw new AssertionError("no family name in " + packageOf(request));
    }

    /** Two more complete rounds of the users. */
    private void awaitRounds() {
        int enough = rounds() + 2;
        Awaitility.await("two more complete rounds of the users")
                .atMost(ROUND)
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> rounds() >= enough);
    }

    private int rounds() {
        return passerelle.completeRuns().getOrDefault("user", java.util.List.of()).size();
    }
}
