package org.passerelle.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.passerelle.api.accounts.Role;
import org.passerelle.messages.MessageCodec;
import org.passerelle.testing.TestStore;

/** The door over real HTTP: who may do what, what is documented, what is refused and how. */
class HttpDoorTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private static final Map<Role, String> TOKENS = new EnumMap<>(Role.class);
    private static DoorFixture fixture;
    private static HttpDoor door;

    @BeforeAll
    static void open() throws Exception {
        fixture = new DoorFixture(STORE);
        for (Role role : Role.values()) {
            TOKENS.put(role, fixture.tokenOf(role));
        }
        door = new HttpDoor(fixture.api);
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @Test
    void every_operation_lets_in_the_roles_of_the_table_and_nobody_else() throws Exception {
        var table = table();
        assertThat(table.keySet())
                .as("src/test/resources/api/roles.txt has one line per operation")
                .containsExactlyInAnyOrderElementsOf(
                        fixture.api.operations().stream().map(Operation::id).toList());

        var seen = new LinkedHashMap<String, List<String>>();
        for (Operation operation : fixture.api.operations()) {
            var roles = new ArrayList<String>();
            for (Role role : Role.values()) {
                int status = call(operation, TOKENS.get(role)).statusCode();
                assertThat(status).as(operation + " as " + role).isNotIn(401, 405, 415, 500);
                if (status != 403) {
                    roles.add(role.key());
                }
            }
            seen.put(operation.id(), roles);
        }
        assertThat(seen).isEqualTo(table);
    }

    @Test
    void nobody_comes_in_without_a_good_token() throws Exception {
        for (Operation operation : fixture.api.operations()) {
            for (String token : List.of("", "psr_" + "A".repeat(43), "x", "psr_")) {
                var answer = call(operation, token);

                assertThat(answer.statusCode()).as(operation.toString()).isEqualTo(401);
                assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
                assertThat(problem(answer).path("type").asText())
                        .isEqualTo("urn:passerelle:problem:sign-in-first");
            }
        }
    }

    @Test
    void the_openapi_document_lists_every_operation_with_its_path_and_method() throws Exception {
        var answer = door.send("GET", "/api/v1/openapi.json", "", "");
        var document = MessageCodec.json().readTree(answer.body());

        var listed = new ArrayList<String>();
        document.path("paths")
                .properties()
                .forEach(
                        path ->
                                path.getValue()
                                        .properties()
                                        .forEach(
                                                verb ->
                                                        listed.add(
                                                                verb.getValue()
                                                                                .path("operationId")
                                                                                .asText()
                                                                        + " "
                                                                        + verb.getKey()
                                                                                .toUpperCase(
                                                                                        java.util
                                                                                                .Locale
                                                                                                .ROOT)
                                                                        + " "
                                                                        + path.getKey())));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(
                        fixture.api.operations().stream().map(Operation::toString).toList());
    }

    @Test
    void an_unknown_path_is_404_and_a_wrong_method_405_with_the_right_ones() throws Exception {
        var token = TOKENS.get(Role.ADMINISTRATOR);

        var unknown = door.send("GET", "/api/v1/nothing", token, "");
        var wrong = door.send("PUT", "/api/v1/failed/7", token, "");
        var stranger = door.send("PUT", "/api/v1/failed/7", "", "");

        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(problem(unknown).path("title").asText()).isNotBlank();
        assertThat(wrong.statusCode()).isEqualTo(405);
        assertThat(wrong.headers().firstValue("Allow")).hasValue("GET");
        assertThat(problem(wrong).path("status").asInt()).isEqualTo(405);
        assertThat(stranger.statusCode()).isEqualTo(401);
    }

    @Test
    void a_body_of_another_kind_is_415_and_a_large_one_413_and_a_broken_one_400() throws Exception {
        var token = TOKENS.get(Role.ADMINISTRATOR);
        var path = "/api/v1/failed/discards";

        assertThat(door.send("POST", path, token, "a=b", "text/plain").statusCode()).isEqualTo(415);
        assertThat(
                        door.send("POST", path, token, "{\"x\":\"" + "x".repeat(70_000) + "\"}")
                                .statusCode())
                .isEqualTo(413);
        assertThat(door.send("POST", path, token, "x".repeat(3_000_000)).statusCode())
                .isEqualTo(413);
        for (String broken :
                List.of(
                        "{",
                        "[]",
                        "7",
                        "null",
                        "\"Zoé\"",
                        "{\"reason\":\"test\",\"reason\":\"test\"}",
                        "{}{}",
                        "{\"reason\":7}",
                        "{\"Zoé\":1}")) {
            var answer = door.send("POST", path, token, broken);
            assertThat(answer.statusCode()).as(broken).isEqualTo(400);
            assertThat(problem(answer).path("detail").asText())
                    .contains("expected")
                    .doesNotContain("Zoé");
        }
    }

    @Test
    void a_parameter_that_is_none_is_400_and_never_quoted() throws Exception {
        var token = TOKENS.get(Role.SUPPORT);
        for (String path :
                List.of(
                        "/failed/Zo%C3%A9",
                        "/failed?limit=0",
                        "/failed?limit=501",
                        "/failed?after=-1",
                        "/failed?state=Zo%C3%A9",
                        "/failed?state=%FF",
                        "/failed/99999999999999999999")) {
            var answer = door.send("GET", "/api/v1" + path, token, "");

            assertThat(answer.statusCode()).as(path).isEqualTo(400);
            assertThat(answer.body()).doesNotContain("Zo");
        }
    }

    @Test
    void an_answer_repeats_no_header_of_the_request_and_is_not_cached() throws Exception {
        var answer = door.send("GET", "/api/v1/me", TOKENS.get(Role.DPO), "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().map().keySet())
                .doesNotContain("authorization", "user-agent", "breadcrumbid");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(MessageCodec.json().readTree(answer.body()).path("name").asText())
                .isEqualTo("test-dpo");
    }

    static HttpResponse<String> call(Operation operation, String token)
            throws IOException, InterruptedException {
        var path = operation.path().replaceAll("\\{[a-z]+}", "987654321");
        return door.send(
                operation.method().name(),
                "/api/v1" + path,
                token,
                operation.body() == Operation.Body.NONE ? "" : "{}");
    }

    private static Map<String, List<String>> table() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/api/roles.txt")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.trim().split("\\s+"))
                .collect(
                        Collectors.toMap(
                                words -> words[0],
                                words -> Arrays.stream(words).skip(1).sorted(byRole()).toList()));
    }

    private static java.util.Comparator<String> byRole() {
        return java.util.Comparator.comparing(key -> Role.of(key).orElseThrow());
    }

    private static JsonNode problem(HttpResponse<String> answer) throws IOException {
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(Problem.CONTENT_TYPE);
        return MessageCodec.json().readTree(answer.body());
    }
}
