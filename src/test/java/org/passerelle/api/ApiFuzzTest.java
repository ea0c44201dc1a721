package org.passerelle.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.passerelle.api.ApiCall.Head;
import org.passerelle.api.ApiCall.Target;
import org.passerelle.api.accounts.Role;
import org.passerelle.testing.TestStore;

/** Whatever is sent, no operation breaks, and no answer repeats it. */
class ApiFuzzTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private static final String SECRET = "Zoé-Exemple-4711";

    private static final List<String> VALUES =
            List.of(
                    "null",
                    "-1",
                    "0",
                    "1e400",
                    "9223372036854775808",
                    "\"\"",
                    "\"" + SECRET + "\"",
                    "\"\\u0000\"",
                    "[]",
                    "[\"" + SECRET + "\"]",
                    "[1,2,-3]",
                    "[null]",
                    "{\"" + SECRET + "\":1}",
                    "true",
                    "\"2026-02-30\"",
                    "\"" + "x".repeat(2000) + "\"");

    private static final List<String> PARAMETERS =
            List.of(
                    "1",
                    "0",
                    "-7",
                    "987654321987654321987",
                    "%00",
                    "%C3%28",
                    "%",
                    "..%2F..",
                    SECRET,
                    "'%20OR%201=1--",
                    "imp-moodle",
                    "~~",
                    "2026-02-30~0~x",
                    "all");

    private final Random random = new Random(20261121);

    @Test
    void nothing_that_is_sent_breaks_an_operation_or_comes_back() {
        var fixture = new DoorFixture(STORE);
        var tokens = List.of(fixture.tokenOf(Role.ADMINISTRATOR), fixture.tokenOf(Role.DPO));

        for (Operation operation : fixture.api.operations()) {
            for (int i = 0; i < 60; i++) {
                var call = call(operation, tokens.get(i % 2));
                var reply = fixture.api.answer(call);

                assertThat(reply.status())
                        .as(
                                operation
                                        + " with "
                                        + call.target()
                                        + " "
                                        + new String(call.body(), UTF_8))
                        .isNotEqualTo(500);
                assertThat(new String(reply.body(), UTF_8)).doesNotContain(SECRET);
            }
        }
    }

    private ApiCall call(Operation operation, String token) {
        var path = operation.path();
        while (path.contains("{")) {
            path = path.replaceFirst("\\{[a-z]+}", any(PARAMETERS).replace("$", ""));
        }
        var query =
                any(List.of("platform", "state", "limit", "organisation"))
                        + "="
                        + any(PARAMETERS)
                        + "&"
                        + any(List.of("after", "on", "months", "group"))
                        + "="
                        + any(PARAMETERS);
        return new ApiCall(
                operation.id(),
                new Target(path, random.nextInt(4) == 0 ? "&&=&=x&%" : query),
                new Head("Bearer " + token, "application/json"),
                body());
    }

    private byte[] body() {
        var text = new StringBuilder("{");
        for (String field :
                List.of(
                        "numbers",
                        "group",
                        "pace",
                        "reason",
                        "name",
                        "roles",
                        "days",
                        "commands",
                        "subject",
                        "kind",
                        "until",
                        "poll",
                        "id",
                        "platform",
                        "learnerNumber",
                        "key",
                        "on",
                        "at",
                        "source",
                        "course")) {
            if (random.nextInt(6) == 0) {
                text.append(text.length() > 1 ? "," : "")
                        .append('"')
                        .append(field)
                        .append("\":")
                        .append(any(VALUES));
            }
        }
        byte[] body = text.append('}').toString().getBytes(UTF_8);
        if (random.nextInt(5) == 0) {
            body[random.nextInt(body.length)] = (byte) random.nextInt();
        }
        return body;
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
