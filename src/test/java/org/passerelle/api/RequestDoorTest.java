package org.passerelle.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.testing.CommandLineUnderTest;
import org.passerelle.testing.TestStore;

/** Requests of data subjects through the real door and on the command line. */
class RequestDoorTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private static final String BODY =
            """
            {"organisation": "imp-formation", "type": "%s", "channel": "email",
             "receivedOn": "2026-11-20", "platform": "imp-moodle", "learnerNumber": "%s",
             "applicant": {"familyName": "Modèle", "givenName": "Ondine",
                           "home": "4 rue Inventée", "mailAddress": "ondine@courriel.example",
                           "object": "Je demande l'effacement."}}
            """;

    private static DoorFixture fixture;
    private static HttpDoor door;
    private static String claire;
    private static String denis;
    private static String upromi;
    private static SubjectId subject;

    @TempDir Path data;

    @BeforeAll
    static void open() throws Exception {
        fixture = new DoorFixture(STORE);
        door = new HttpDoor(fixture.api);
        claire = fixture.tokenOf("claire", "dpo");
        denis = fixture.tokenOf("denis", "dpo@imp-formation");
        upromi = fixture.tokenOf("ulysse", "dpo@upromi");
        subject = fixture.learner("R-100");
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @Test
    void an_erasure_goes_from_receipt_to_cool_off_by_two_persons() throws Exception {
        var opened = json(post(claire, "/requests", BODY.formatted("erasure", "r-100")), 201);
        var path = "/requests/" + opened.path("number").asLong();
        var early = post(claire, path + "/assessment", "{}");
        post(claire, path + "/identity", "{\"method\": \"call-back\"}");
        var open = post(claire, path + "/assessment", "{}");
        var decided = json(post(claire, path + "/assessment", everythingErased(path)), 200);
        var alone = post(claire, path + "/approval", "{}");
        var both = json(post(denis, path + "/approval", "{\"coolOffDays\": 2}"), 200);

        assertThat(opened.path("subject").asText()).isEqualTo(subject.toString());
        assertThat(opened.path("dueOn").asText()).isEqualTo("2026-12-21");
        assertThat(opened.path("targetOn").asText()).isEqualTo("2026-11-30");
        assertThat(opened.path("targetUrgency").asText()).isEqualTo("in-time");
        assertThat(early.statusCode()).isEqualTo(409);
        assertThat(open.statusCode()).as("the pack leaves lines open").isEqualTo(409);
        assertThat(decided.path("state").asText()).isEqualTo("assessed");
        assertThat(alone.statusCode()).isEqualTo(409);
        assertThat(alone.body()).contains("name a deputy");
        assertThat(both.path("state").asText()).isEqualTo("cooling-off");
        assertThat(both.path("coolOffEndsAt").asText()).isEqualTo("2026-11-23T08:00:00Z");
    }

    private String everythingErased(String path) throws Exception {
        var lines =
                (com.fasterxml.jackson.databind.node.ObjectNode) get(claire, path + "/proposal");
        lines.path("lines")
                .forEach(
                        line -> {
                            var object = (com.fasterxml.jackson.databind.node.ObjectNode) line;
                            object.put("verdict", "erase-now").put("because", "").remove("until");
                        });
        return lines.toString();
    }

    @Test
    void only_the_officers_reading_tells_who_asked() throws Exception {
        var opened = json(post(claire, "/requests", BODY.formatted("access", "r-100")), 201);
        var path = "/requests/" + opened.path("number").asLong();

        var shown = send("GET", claire, path, "");
        var listed = send("GET", claire, "/requests", "");
        var read = get(claire, path + "/applicant");

        assertThat(opened.toString() + shown.body() + listed.body())
                .doesNotContain("Ondine", "Modèle", "courriel", "rue");
        assertThat(read.path("applicant").path("givenName").asText()).isEqualTo("Ondine");
        assertThat(get(claire, path).path("events").findValuesAsText("action")).contains("read");
    }

    @Test
    void an_officer_of_one_organisation_learns_nothing_of_anothers_requests() throws Exception {
        var number =
                json(post(claire, "/requests", BODY.formatted("access", "r-100")), 201)
                        .path("number")
                        .asLong();

        assertThat(send("GET", upromi, "/requests/" + number, "").statusCode()).isEqualTo(404);
        assertThat(send("GET", upromi, "/requests/" + number + "/applicant", "").statusCode())
                .isEqualTo(404);
        assertThat(
                        post(
                                        upromi,
                                        "/requests/" + number + "/refusal",
                                        "{\"because\":\"excessive\"}")
                                .statusCode())
                .isEqualTo(404);
        assertThat(post(upromi, "/requests", BODY.formatted("access", "r-100")).statusCode())
                .isEqualTo(403);
        assertThat(get(upromi, "/requests").path("items")).isEmpty();
        assertThat(get(denis, "/requests").path("items")).isNotEmpty();
    }

    @Test
    void a_subject_of_another_organisation_is_nobody() throws Exception {
        var body =
                """
                {"organisation": "upromi", "type": "access", "channel": "email", "subject": "%s",
                 "applicant": {}}
                """
                        .formatted(subject);

        assertThat(post(upromi, "/requests", body).statusCode()).isEqualTo(404);
    }

    @Test
    void what_is_sent_is_never_quoted() throws Exception {
        for (String body :
                new String[] {
                    "{\"organisation\": \"imp-formation\", \"type\": \"Ondine\"}",
                    "{\"organisation\": \"imp-formation\", \"type\": \"access\", \"channel\": \"email\","
                            + " \"applicant\": {\"Ondine\": \"x\"}}",
                    "{\"organisation\": \"imp-formation\", \"type\": \"access\", \"channel\": \"email\","
                            + " \"receivedOn\": \"Ondine\"}",
                    "{\"organisation\": \"imp-formation\", \"type\": \"access\", \"channel\": \"email\","
                            + " \"particulars\": {\"ground\": \"Ondine!\"}}"
                }) {
            var answer = post(claire, "/requests", body);

            assertThat(answer.statusCode()).as(body).isEqualTo(400);
            assertThat(answer.body()).doesNotContain("Ondine");
        }
    }

    @Test
    void the_command_line_opens_lists_and_refuses_and_shows_before_it_acts() throws Exception {
        var file =
                Files.writeString(data.resolve("request.json"), BODY.formatted("access", "r-100"));
        var shell = new CommandLineUnderTest(door.root(), claire, data);

        var opened = shell.run("request", "open", "--file", file.toString());
        var number = opened.out().replaceAll("(?s).*request (\\d+),.*", "$1");
        var identified = shell.run("request", "verify-identity", number, "--method", "in-person");
        var shown = shell.run("request", "refuse", number, "--because", "excessive");
        var refused = shell.run("request", "refuse", number, "--because", "excessive", "--yes");
        var listed = shell.run("request", "list", "--state", "refused");

        assertThat(opened.exit()).as(opened.err()).isZero();
        assertThat(opened.out())
                .isEqualTo("opened request " + number + ", received, due 2026-12-21\n");
        assertThat(identified.out())
                .isEqualTo("request " + number + " is identity-verified, due 2026-12-21\n");
        assertThat(shown.exit()).isEqualTo(1);
        assertThat(shown.err()).contains("nothing was changed: add --yes");
        assertThat(refused.out()).isEqualTo("request " + number + " is refused, due 2026-12-21\n");
        assertThat(listed.out()).contains("NUMBER", "access", "refused", "in-time");
    }

    @Test
    void a_restriction_of_a_request_is_lifted_by_the_request_and_the_person_told_first()
            throws Exception {
        var path = approved("restriction");
        long hold = get(claire, path).path("hold").asLong();

        var backDoor = send("DELETE", claire, "/holds/" + hold, "");
        var silent = post(claire, path + "/lifting", "{\"waiting\": \"release\"}");
        post(claire, path + "/lift-announcement", "{\"sentOn\": \"2026-11-21\"}");
        var told = post(claire, path + "/lifting", "{\"waiting\": \"release\"}");

        assertThat(backDoor.statusCode()).isEqualTo(409);
        assertThat(backDoor.body()).contains("Art. 18(3)");
        assertThat(silent.statusCode()).isEqualTo(409);
        assertThat(told.statusCode()).as(told.body()).isEqualTo(200);
        assertThat(send("GET", claire, path + "/documents/lift-letter", "").body())
                .contains("avant de le faire");
    }

    @Test
    void the_access_page_is_given_once_approved_and_to_officers_only() throws Exception {
        var opened = json(post(claire, "/requests", BODY.formatted("access", "r-100")), 201);
        var early =
                send(
                        "GET",
                        claire,
                        "/requests/" + opened.path("number").asLong() + "/documents/access-page",
                        "");
        var path = approved("access");

        var page = send("GET", claire, path + "/documents/access-page", "");
        var stranger = send("GET", upromi, path + "/documents/access-page", "");

        assertThat(early.statusCode()).isEqualTo(409);
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(page.body()).contains("Vos données personnelles", "3 place de Fontenoy");
        assertThat(stranger.statusCode()).isEqualTo(404);
    }

    private static String approved(String type) throws Exception {
        var opened = json(post(claire, "/requests", BODY.formatted(type, "r-100")), 201);
        var path = "/requests/" + opened.path("number").asLong();
        json(post(claire, path + "/identity", "{\"method\": \"call-back\"}"), 200);
        json(post(claire, path + "/assessment", "{}"), 200);
        json(post(claire, path + "/approval", "{}"), 200);
        return path;
    }

    private static JsonNode get(String token, String path) throws Exception {
        return json(send("GET", token, path, ""), 200);
    }

    private static HttpResponse<String> post(String token, String path, String body)
            throws Exception {
        return send("POST", token, path, body);
    }

    private static HttpResponse<String> send(String method, String token, String path, String body)
            throws Exception {
        return door.send(method, "/api/v1" + path, token, body);
    }

    @Test
    void a_restriction_placed_by_hand_is_lifted_after_the_person_was_told() throws Exception {
        var learner = fixture.learner("R-230");
        var placed =
                send(
                        "POST",
                        claire,
                        "/holds",
                        "{\"subject\": \""
                                + learner
                                + "\", \"kind\": \"restriction\", \"reason\": \"accuracy\"}");
        var hold = MessageCodec.json().readTree(placed.body()).path("number").asLong();

        var untold = send("DELETE", claire, "/holds/" + hold, "");
        var early = send("DELETE", claire, "/holds/" + hold + "?told=2027-01-01", "");
        var told = send("DELETE", claire, "/holds/" + hold + "?told=2026-11-20", "");

        assertThat(untold.statusCode()).isEqualTo(409);
        assertThat(untold.body()).contains("told before");
        assertThat(early.statusCode()).isEqualTo(409);
        assertThat(told.statusCode()).as(told.body()).isEqualTo(200);
    }

    private static JsonNode json(HttpResponse<String> answer, int status) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return MessageCodec.json().readTree(answer.body());
    }
}
