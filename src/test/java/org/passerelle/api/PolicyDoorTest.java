package org.passerelle.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.passerelle.api.accounts.AccountName;
import org.passerelle.api.accounts.Accounts;
import org.passerelle.api.accounts.Grant;
import org.passerelle.messages.MessageCodec;
import org.passerelle.testing.TestStore;

/** Packs and decisions over HTTP, with officers of one organisation each. */
class PolicyDoorTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private static DoorFixture fixture;
    private static HttpDoor door;
    private static String imp;
    private static String upromi;

    @BeforeAll
    static void open() throws Exception {
        fixture = new DoorFixture(STORE);
        imp = token("dpo-imp", "dpo@imp-formation");
        upromi = token("dpo-upromi", "dpo@upromi");
        door = new HttpDoor(fixture.api);
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @Test
    void an_officer_sees_the_pack_of_his_organisation_and_no_other() throws Exception {
        var own = get("/policy/imp-formation", imp);

        assertThat(own.path("version").asText()).isEqualTo("2026.1");
        assertThat(own.path("signedBy").asText()).isEqualTo("Camille Exemple");
        assertThat(own.path("digest").asText()).hasSize(64);
        for (String path :
                new String[] {"/policy/imp-formation", "/policy/imp-formation/findings"}) {
            assertThat(door.send("GET", "/api/v1" + path, upromi, "").statusCode()).isEqualTo(404);
        }
        assertThat(
                        door.send(
                                        "POST",
                                        "/api/v1/policy/imp-formation/signature",
                                        upromi,
                                        "{\"digest\":\"" + own.path("digest").asText() + "\"}")
                                .statusCode())
                .isEqualTo(404);
    }

    @Test
    void findings_have_code_severity_file_line_and_cure() throws Exception {
        var items = get("/policy/upromi/findings", upromi).path("items");

        assertThat(items.findValuesAsText("code"))
                .contains("clock-from-verification", "symbolic-period", "no-published-period");
        var clock = MessageCodec.json().createObjectNode();
        items.forEach(
                item -> {
                    if (item.path("code").asText().equals("clock-from-verification")) {
                        clock.setAll((ObjectNode) item);
                    }
                });
        assertThat(clock.path("severity").asText()).isEqualTo("warning");
        assertThat(clock.path("requirement").asText()).isEqualTo("LINT-09");
        assertThat(clock.path("file").asText()).isEqualTo("published.yaml");
        assertThat(clock.path("row").asText()).isEqualTo("published/answer-time");
        assertThat(clock.path("line").asInt()).isPositive();
        assertThat(clock.path("cure").asText()).isNotBlank();
        assertThat(clock.path("accepted").asBoolean()).isFalse();
    }

    @Test
    void an_explanation_is_kept_and_shown_to_its_own_organisation_only() throws Exception {
        var subject = fixture.learner("4711");
        var body =
                MessageCodec.json()
                        .createObjectNode()
                        .put("subject", subject.toString())
                        .put("purpose", "f7-legal")
                        .put("recipient", "admin-billing")
                        .toString();

        var answer = door.send("POST", "/api/v1/decisions", imp, body);
        assertThat(answer.statusCode()).isEqualTo(201);
        var decision = MessageCodec.json().readTree(answer.body());
        assertThat(decision.path("answer").path("decision").asText()).isEqualTo("denied");
        assertThat(decision.path("answer").path("rules").path(0).path("clause").asText())
                .contains("§");
        var path = "/decisions/" + decision.path("number").asLong();
        assertThat(get(path, imp)).isEqualTo(decision);
        assertThat(door.send("GET", "/api/v1" + path, upromi, "").statusCode()).isEqualTo(404);
        assertThat(door.send("POST", "/api/v1/decisions", upromi, body).statusCode())
                .isEqualTo(404);
    }

    @Test
    void what_is_misspelt_is_told_and_nothing_is_kept() throws Exception {
        STORE.empty("decisions");
        var subject = fixture.learner("4712");

        for (String more :
                new String[] {
                    "\"operation\":\"guess\"",
                    "\"fields\":[\"shoe\"]",
                    "\"course\":\"mine\"",
                    "\"motive\":\"two words\"",
                    "\"colour\":\"red\""
                }) {
            var body = "{\"subject\":\"" + subject + "\",\"purpose\":\"f7-legal\"," + more + "}";
            assertThat(door.send("POST", "/api/v1/decisions", imp, body).statusCode())
                    .as(more)
                    .isEqualTo(400);
        }
        assertThat(STORE.count("decisions")).isZero();
    }

    private static JsonNode get(String path, String token) throws Exception {
        var answer = door.send("GET", "/api/v1" + path, token, "");
        assertThat(answer.statusCode()).isEqualTo(200);
        return MessageCodec.json().readTree(answer.body());
    }

    private static String token(String name, String grant) {
        var added =
                fixture.accounts.add(
                        new AccountName(name),
                        Set.of(Grant.of(grant)),
                        Accounts.USUAL_LIFE,
                        "test");
        return ((Accounts.Addition.Added) added).issued().token().secret();
    }
}
