package org.passerelle.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.passerelle.disclosure.DisclosureFixture.IMP;
import static org.passerelle.disclosure.DisclosureFixture.IMP_MOODLE;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.disclosure.DisclosureFixture;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.testing.CommandLineUnderTest;
import org.passerelle.testing.CommandLineUnderTest.Run;
import org.passerelle.testing.TestStore;

/** Exports through the real door and on the command line. */
class ExportDoorTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private static final String ORDER =
            """
            {"organisation": "imp-formation", "recipient": "coordination", "purpose": "f1-inform",
             "kinds": ["user"], "fields": ["firstname"], "format": "%s"}
            """;

    private static DoorFixture fixture;
    private static HttpDoor door;
    private static String claire;
    private static String anne;
    private static String ugo;
    private static SubjectId ondine;

    @TempDir Path data;

    @BeforeAll
    static void open() throws Exception {
        fixture = new DoorFixture(STORE);
        door = new HttpDoor(fixture.api);
        claire = fixture.tokenOf("claire", "dpo@imp-formation");
        anne = fixture.tokenOf("anne", "exporter@imp-formation");
        ugo = fixture.tokenOf("ugo", "exporter@upromi");
        ondine = learner("Ondine");
        var member =
                """
                {"organisation": "imp-formation", "account": "anne", "signedOn": "2026-01-05",
                 "reviewOn": "2027-06-30"}
                """;
        assertThat(post(claire, "/export-group", member).statusCode()).isEqualTo(201);
        assertThat(post(claire, "/export-group", member.replace("anne", "nobody")).statusCode())
                .isEqualTo(422);
        assertThat(post(claire, "/recipients", recipient()).statusCode()).isEqualTo(201);
    }

    private static String recipient() {
        return """
        {"organisation": "imp-formation", "key": "coordination", "title": "Coordination",
         "role": "training-coordinator", "country": "FR", "reference": "interne",
         "from": "2026-01-01", "notices": "mail", "address": "coordination@imp.example"}
        """;
    }

    private static SubjectId learner(String name) {
        var learner = fixture.disclosure.learner(IMP_MOODLE);
        fixture.disclosure.record(learner, "user", 0, "{}", "{\"firstname\":\"" + name + "\"}");
        return learner;
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @Test
    void a_member_asks_fetches_and_gets_a_receipt_and_the_reasons() throws Exception {
        var asked = json(post(anne, "/exports", ORDER.formatted("csv-bom")), 201);
        var path = "/exports/" + asked.path("number").asLong();

        var answer = post(anne, path + "/content", "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/csv; charset=utf-8");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("export-", ".csv");
        assertThat(answer.headers().map().toString()).doesNotContain(anne);
        assertThat(answer.body()).startsWith("\ufeff\"reference\"").contains("Ondine");
        assertThat(json(get(anne, path), 200).path("state").asText()).isEqualTo("done");
        assertThat(json(get(claire, path + "/receipt"), 200).has("signature")).isTrue();
        assertThat(json(get(claire, path + "/omissions"), 200).path("items").isArray()).isTrue();
        assertThat(post(anne, path + "/content", "").statusCode()).isEqualTo(409);
        assertThat(json(get(claire, "/disclosures?subject=" + ondine), 200).path("items").size())
                .isPositive();
    }

    @Test
    void an_unknown_field_is_a_bad_request_that_names_it() throws Exception {
        var wrong = ORDER.formatted("csv").replace("firstname", "firstnam");

        var answer = post(anne, "/exports", wrong);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("kind user has no field firstnam", "nearest: firstname");
    }

    @Test
    void an_exporter_of_another_organisation_sees_and_gets_nothing() throws Exception {
        var number =
                json(post(anne, "/exports", ORDER.formatted("jsonl")), 201).path("number").asLong();

        assertThat(get(ugo, "/exports/" + number).statusCode()).isEqualTo(404);
        assertThat(post(ugo, "/exports/" + number + "/content", "").statusCode()).isEqualTo(404);
        assertThat(get(ugo, "/exports?organisation=imp-formation").statusCode()).isEqualTo(403);
        assertThat(get(ugo, "/recipients?organisation=imp-formation").statusCode()).isEqualTo(403);
        assertThat(post(ugo, "/exports", ORDER.formatted("csv")).statusCode()).isEqualTo(403);
        assertThat(
                        get(fixture.tokenOf("ulla", "dpo@upromi"), "/disclosures?subject=" + ondine)
                                .statusCode())
                .isEqualTo(404);
    }

    @Test
    void the_address_of_a_recipient_is_never_shown() throws Exception {
        assertThat(get(claire, "/recipients?organisation=imp-formation").body())
                .contains("coordination")
                .doesNotContain("@imp.example");
    }

    @Test
    void a_reader_that_rests_makes_the_export_wait_and_nothing_is_gathered_meanwhile()
            throws Exception {
        var large = "x".repeat(40_000);
        for (int i = 0; i < 700; i++) {
            learner(large);
        }
        var number =
                json(post(anne, "/exports", ORDER.formatted("csv")), 202).path("number").asLong();
        post(claire, "/exports/" + number + "/approval", "");

        var connection = (HttpURLConnection) content(number);
        try (var in = connection.getInputStream()) {
            assertThat(in.read()).isEqualTo('"');
            Awaitility.await()
                    .during(Duration.ofSeconds(1))
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> records(number) < 650);

            in.readAllBytes();
        }
        assertThat(records(number)).isGreaterThanOrEqualTo(700);
        STORE.jdbi()
                .useHandle(
                        handle ->
                                handle.execute(
                                        "DELETE FROM learning_records WHERE LENGTH(sealed_fields) > 30000"));
    }

    private static long records(long number) {
        return fixture.disclosure.desk.find(number).orElseThrow().sent().records();
    }

    private static java.net.URLConnection content(long number) throws IOException {
        var url = door.root().resolve("/api/v1/exports/" + number + "/content").toURL();
        var connection = (HttpURLConnection) url.openConnection();
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Authorization", "Bearer " + anne);
        return connection;
    }

    @Test
    void the_command_line_writes_an_export_its_receipt_and_the_disclosures() throws Exception {
        var mine = new CommandLineUnderTest(door.root(), anne, data);
        var file = data.resolve("export.csv");

        var made = make(mine, "coordination", "--out", file.toString());
        var again = make(mine, "coordination", "--out", file.toString());
        var denied = make(mine, "stranger");
        var number = made.err().replaceAll("(?s).*export (\\d+):.*", "$1");

        assertThat(made.err()).contains("records of", "omissions " + number);
        assertThat(made.exit()).isZero();
        assertThat(Files.readString(file)).contains("Ondine");
        assertThat(again.exit()).as("a file is never overwritten").isEqualTo(2);
        assertThat(denied.exit()).isEqualTo(1);
        assertThat(denied.err()).contains("registry/unknown-recipient");
        assertThat(mine.run("export", "list", "--organisation", "imp-formation").out())
                .contains("STATE", "done", "coordination");
        assertThat(mine.run("export", "receipt", number).out()).contains("signature");
        assertThat(mine.run("recipient", "list", "--organisation", "imp-formation").out())
                .contains("training-coordinator");

        var officers = new CommandLineUnderTest(door.root(), claire, data);
        assertThat(officers.run("disclosures", "--subject", ondine.toString()).out())
                .contains("coordination", "f1-inform", "firstname", "anne");
        assertThat(officers.run("export-group", "list", "--organisation", "imp-formation").out())
                .contains("anne", "2027-06-30");
    }

    @Test
    void an_approval_of_an_export_is_only_shown_without_yes() throws Exception {
        var made = make(new CommandLineUnderTest(door.root(), anne, data), "coordination");
        var number = made.err().replaceAll("(?s).*export (\\d+):.*", "$1");

        var shown =
                new CommandLineUnderTest(door.root(), claire, data)
                        .run("export", "approve", number);

        assertThat(shown.err())
                .contains("would approve export " + number, "asked for by anne", "add --yes");
        assertThat(shown.exit()).isEqualTo(1);
    }

    private static Run make(CommandLineUnderTest mine, String recipient, String... more) {
        var words =
                new ArrayList<>(
                        List.of(
                                "export",
                                "make",
                                "--organisation",
                                "imp-formation",
                                "--recipient"));
        words.add(recipient);
        words.addAll(List.of("--purpose", "f1-inform", "--kind", "user", "--field", "firstname"));
        words.addAll(List.of(more));
        return mine.run(words.toArray(String[]::new));
    }

    @Test
    void the_group_of_the_fixture_is_the_one_the_door_asks() {
        assertThat(fixture.disclosure.group.has(IMP, "anne")).isTrue();
        assertThat(fixture.disclosure.group.has(DisclosureFixture.UPROMI, "ugo")).isFalse();
    }

    private static HttpResponse<String> post(String token, String path, String body)
            throws Exception {
        return door.send("POST", "/api/v1" + path, token, body);
    }

    private static HttpResponse<String> get(String token, String path) throws Exception {
        return door.send("GET", "/api/v1" + path, token, "");
    }

    private static JsonNode json(HttpResponse<String> answer, int status) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return MessageCodec.json().readTree(answer.body());
    }
}
