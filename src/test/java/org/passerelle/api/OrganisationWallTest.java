package org.passerelle.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.passerelle.api.accounts.AccountName;
import org.passerelle.api.accounts.Accounts;
import org.passerelle.api.accounts.Grant;
import org.passerelle.api.accounts.Role;
import org.passerelle.failures.FailedMessage;
import org.passerelle.failures.FailureHeaders;
import org.passerelle.journal.alerts.Alert;
import org.passerelle.journal.alerts.AlertKind;
import org.passerelle.messages.Envelope;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.testing.TestStore;

/**
 * Every operation, asked by an account that has every role of the other organisation: nothing of
 * this one is shown, and nothing of it is changed.
 */
class OrganisationWallTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    /** Nothing of one organisation is behind them. */
    private static final Set<String> NOBODYS =
            Set.of(
                    "accounts-me",
                    "health-show",
                    "journal-verify",
                    "journal-checkpoint",
                    "journal-segments",
                    "hygiene-check",
                    "keys-list",
                    "backups-list",
                    "restore-check");

    /** They answer as they do to a number that nothing has. */
    private static final Set<String> SAME_AS_NONE =
            Set.of("failed-discard", "polls-release", "polls-reject");

    private static DoorFixture fixture;
    private static SubjectId subject;
    private static String own;
    private static String other;
    private static final Map<String, Long> NUMBERS = new HashMap<>();

    @BeforeAll
    static void one_of_everything() {
        fixture = new DoorFixture(STORE);
        own = everyRole("ines", "imp-formation");
        other = everyRole("ulysse", "upromi");
        subject = fixture.learner("R-100");
        NUMBERS.put("commands", fixture.propose(subject));
        NUMBERS.put("holds", created("holds-place"));
        NUMBERS.put("requests", created("requests-open"));
        NUMBERS.put("decisions", created("decisions-explain"));
        NUMBERS.put("failed", failed());
        NUMBERS.put("alerts", alert());
        NUMBERS.put("runs", run());
        NUMBERS.put("receipts", receipt());
        NUMBERS.put("exports", export());
    }

    @Test
    void an_account_of_the_other_organisation_sees_and_does_nothing() {
        var before = state();
        for (Operation operation : fixture.api.operations()) {
            var reply = call(operation, other);

            var text = new String(reply.body(), StandardCharsets.UTF_8);
            assertThat(reply.status()).as(operation + ": " + text).isIn(expected(operation));
            assertThat(text)
                    .as(operation + " shows something of the other organisation")
                    .doesNotContain("imp-formation", "imp-moodle", subject.toString());
        }
        assertThat(state()).as("nothing was changed").isEqualTo(before);
    }

    @Test
    void the_same_calls_find_everything_for_an_account_of_its_own_organisation() {
        for (Operation operation : fixture.api.operations()) {
            if (operation.method() == Operation.Method.GET
                    && !operation.access().everywhere()
                    && hasOne(operation)) {
                var reply = call(operation, own);

                assertThat(reply.status())
                        .as(operation + ": " + new String(reply.body(), StandardCharsets.UTF_8))
                        .isIn(200, 400, 409);
            }
        }
    }

    @Test
    void what_is_counted_is_of_ones_own_organisation() {
        var theirs = answer("health-show", other);
        var mine = answer("health-show", own);

        assertThat(mine.path("failedMessages").path("open").asLong()).isEqualTo(1);
        assertThat(mine.path("commands").path("proposed").path("commands").asLong()).isEqualTo(1);
        assertThat(mine.path("securityAlerts").path("mass-read").asLong()).isEqualTo(1);
        assertThat(mine.path("waitsForPerson").asLong()).isPositive();
        assertThat(theirs.path("failedMessages").path("open").asLong()).isZero();
        assertThat(theirs.path("commands")).isEmpty();
        assertThat(theirs.path("securityAlerts")).isEmpty();
        assertThat(theirs.path("commandsDelayed")).isEmpty();
        assertThat(theirs.path("waitsForPerson").asLong()).isZero();
        assertThat(theirs.has("failedLately")).isFalse();
        assertThat(theirs.path("journal").has("entries")).isFalse();
    }

    @Test
    void totals_over_all_organisations_are_for_those_who_serve_all() {
        assertThat(answer("journal-verify", other).path("intact").isBoolean()).isTrue();
        assertThat(answer("journal-verify", other).has("entries")).isFalse();
        assertThat(answer("hygiene-check", other).path("clean").isBoolean()).isTrue();
        assertThat(answer("hygiene-check", other).has("texts")).isFalse();
        assertThat(answer("hygiene-check", other).has("leaks")).isFalse();
        assertThat(answer("journal-segments", other).toString()).doesNotContain("first", "entries");
        var operator = fixture.tokenOf("olga", "auditor");
        assertThat(answer("journal-verify", operator).has("entries")).isTrue();
        assertThat(answer("hygiene-check", operator).path("texts").asLong()).isPositive();
    }

    private static JsonNode answer(String operation, String token) {
        var asked =
                fixture.api.operations().stream()
                        .filter(one -> one.id().equals(operation))
                        .findFirst()
                        .orElseThrow();
        return MessageCodec.decode(call(asked, token).body(), JsonNode.class);
    }

    /** Whether there is such a thing here; one that is missing shows nothing to anybody. */
    private static boolean hasOne(Operation operation) {
        return !operation.path().contains("{number}")
                || NUMBERS.containsKey(operation.path().substring(1).split("/")[0]);
    }

    private static List<Integer> expected(Operation operation) {
        if (operation.access().everywhere()) {
            return List.of(403);
        }
        if (NOBODYS.contains(operation.id()) || operation.id().endsWith("-list")) {
            return List.of(200, 400, 403, 404);
        }
        return operation.path().startsWith("/commands/") && !operation.path().contains("{")
                ? List.of(200, 404)
                : SAME_AS_NONE.contains(operation.id()) ? List.of(409) : List.of(403, 404);
    }

    private static ApiReply call(Operation operation, String token) {
        var body = body(operation.id());
        var query = "platform=imp-moodle&organisation=imp-formation&subject=" + subject;
        return fixture.api.answer(
                new ApiCall(
                        operation.id(),
                        new ApiCall.Target(path(operation), query),
                        new ApiCall.Head("Bearer " + token, "application/json"),
                        body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String path(Operation operation) {
        var entity = operation.path().substring(1).split("/")[0];
        return operation
                .path()
                .replace("{number}", NUMBERS.getOrDefault(entity, 1L).toString())
                .replace("{platform}", "imp-moodle")
                .replace("{organisation}", "imp-formation")
                .replace("{kind}", "access-page")
                .replace("{segment}", "2026-10")
                .replace("{name}", "ines");
    }

    private static String body(String operation) {
        var commands = "{\"commands\": [" + NUMBERS.get("commands") + "]}";
        var bodies = new HashMap<String, String>();
        Stream.of("approve", "release", "accept", "resume", "waive", "prove")
                .forEach(verb -> bodies.put("commands-" + verb, commands));
        bodies.put("commands-reject", commands.replace("}", ", \"reason\": \"learner-returned\"}"));
        bodies.put(
                "commands-rectify",
                "{\"subject\": \"" + subject + "\", \"fields\": {\"city\": \"Dole\"}}");
        bodies.put("commands-unenrol", "{\"subject\": \"" + subject + "\", \"course\": 7}");
        bodies.put(
                "holds-place",
                "{\"subject\": \""
                        + subject
                        + "\", \"kind\": \"legal-hold\", \"reason\": \"claim-open\", \"until\": \"2030-01-31\"}");
        bodies.put(
                "facts-add",
                "{\"id\": \"crm:1\", \"platform\": \"imp-moodle\", \"learnerNumber\": \"R-100\","
                        + " \"key\": \"contract-end\", \"on\": \"2026-01-31\", \"source\": \"crm\"}");
        bodies.put(
                "requests-open",
                "{\"organisation\": \"imp-formation\", \"type\": \"access\", \"channel\": \"email\","
                        + " \"subject\": \""
                        + subject
                        + "\", \"applicant\": {\"familyName\": \"Modèle\","
                        + " \"givenName\": \"Ondine\", \"home\": \"4 rue Inventée\", \"mailAddress\":"
                        + " \"ondine@courriel.example\", \"object\": \"Copie\"}}");
        bodies.put(
                "decisions-explain",
                "{\"subject\": \"" + subject + "\", \"purpose\": \"pedagogic-follow-up\"}");
        bodies.put("polls-now", "{\"poll\": \"enrolments\"}");
        bodies.put(
                "failed-discard",
                "{\"numbers\": [" + NUMBERS.get("failed") + "], \"reason\": \"test\"}");
        bodies.put("policy-accept", "{\"code\": \"several-bases\", \"row\": \"x\"}");
        bodies.put(
                "wide-holds-place",
                "{\"organisation\": \"imp-formation\", \"reason\": \"audit-2027\", \"until\": \"2027-12-31\"}");
        bodies.put("archive-read", "{\"motive\": \"audit\", \"reference\": \"claim-1\"}");
        bodies.put(
                "exports-ask",
                "{\"organisation\": \"imp-formation\", \"recipient\": \"coordination\","
                        + " \"purpose\": \"f1-inform\", \"kinds\": [\"user\"], \"fields\": [\"firstname\"]}");
        bodies.put(
                "recipients-add",
                "{\"organisation\": \"imp-formation\", \"key\": \"tutors\", \"title\": \"Tuteurs\","
                        + " \"role\": \"training-coordinator\", \"country\": \"FR\","
                        + " \"reference\": \"interne\", \"from\": \"2026-01-01\", \"notices\": \"queue\"}");
        bodies.put(
                "export-group-name",
                "{\"organisation\": \"imp-formation\", \"account\": \"ines\","
                        + " \"signedOn\": \"2026-01-05\", \"reviewOn\": \"2027-01-04\"}");
        bodies.put("facts-import", "{\"organisation\": \"imp-formation\", \"csv\": \"\"}");
        bodies.put("archive-file", "{\"subject\": \"" + subject + "\"}");
        bodies.put("policy-sign", "{\"digest\": \"x\"}");
        return bodies.getOrDefault(operation, "{}");
    }

    /** What an operation could have changed. */
    private static Map<String, Object> state() {
        return STORE.jdbi()
                .withHandle(
                        handle ->
                                Stream.of(
                                                "SELECT GROUP_CONCAT(state) FROM commands",
                                                "SELECT COUNT(*) FROM holds WHERE lifted_at IS NULL",
                                                "SELECT GROUP_CONCAT(state) FROM rights_requests",
                                                "SELECT COUNT(*) FROM rights_events",
                                                "SELECT GROUP_CONCAT(state) FROM failed_messages",
                                                "SELECT GROUP_CONCAT(COALESCE(hold, '')) FROM poll_runs",
                                                "SELECT COUNT(*) FROM facts",
                                                "SELECT COUNT(*) FROM decisions",
                                                "SELECT GROUP_CONCAT(state) FROM exports",
                                                "SELECT COUNT(*) FROM recipients",
                                                "SELECT COUNT(*) FROM accounts")
                                        .collect(
                                                Collectors.toMap(
                                                        sql -> sql,
                                                        sql ->
                                                                handle.createQuery(sql)
                                                                        .mapTo(String.class)
                                                                        .one())));
    }

    private static String everyRole(String name, String organisation) {
        var grants =
                Stream.of(Role.values())
                        .map(role -> Grant.of(role.key() + "@" + organisation))
                        .collect(Collectors.toSet());
        var addition =
                (Accounts.Addition.Added)
                        fixture.accounts.add(
                                new AccountName(name), grants, Accounts.USUAL_LIFE, "test");
        return addition.issued().token().secret();
    }

    private static long created(String operation) {
        var reply =
                call(
                        fixture.api.operations().stream()
                                .filter(one -> one.id().equals(operation))
                                .findFirst()
                                .orElseThrow(),
                        own);
        var text = new String(reply.body(), StandardCharsets.UTF_8);
        assertThat(reply.status()).as(text).isEqualTo(201);
        return MessageCodec.decode(reply.body(), JsonNode.class).path("number").asLong();
    }

    private static long failed() {
        var body = MessageCodec.json().createObjectNode().put("subject", subject.toString());
        var envelope =
                new Envelope(
                        "f-1",
                        "records-changed",
                        1,
                        DoorFixture.IMP,
                        "run-3",
                        Optional.empty(),
                        fixture.clock.instant(),
                        body);
        fixture.failed.store(
                new FailedMessage(
                        "f-1",
                        Map.of(
                                FailureHeaders.ROUTE,
                                "engine-events",
                                FailureHeaders.CAUSE,
                                "Refused"),
                        MessageCodec.encode(envelope)));
        return number("SELECT MAX(id) FROM failed_messages");
    }

    private static long alert() {
        fixture.evidence.alerts.raise(
                new Alert(AlertKind.MASS_READ, DoorFixture.IMP, "account ines", 600));
        return number("SELECT MAX(id) FROM security_alerts");
    }

    private static long run() {
        STORE.jdbi()
                .useHandle(
                        handle ->
                                handle.execute(
                                        "INSERT INTO poll_runs (round_id, position, platform, organisation,"
                                                + " kind, poll_key, coverage, state, verdict, hold, hold_cause,"
                                                + " planned_at, ended_at, fields, reasons, patience_seconds) VALUES ('r', 0, 'imp-moodle',"
                                                + " 'imp-formation', 'user', 'users', 'FULL', 'ENDED', 'HELD',"
                                                + " 'UNDECIDED', 'DROP', NOW(6), NOW(6), '[]', '[]', 60)"));
        return number("SELECT MAX(id) FROM poll_runs");
    }

    /** Of the proposed command; what it says does not matter here. */
    private static long receipt() {
        STORE.jdbi()
                .useHandle(
                        handle ->
                                handle.execute(
                                        "INSERT INTO receipts VALUES (?, 'imp-formation', 'imp-moodle', ?,"
                                                + " 'verified-account-gone', ?, 'k', 's', NOW(6))",
                                        NUMBERS.get("commands"),
                                        subject.bytes(),
                                        RECEIPT.getBytes(StandardCharsets.UTF_8)));
        return NUMBERS.get("commands");
    }

    /** Done, with a receipt that says nothing. */
    private static long export() {
        STORE.jdbi()
                .useHandle(
                        handle ->
                                handle.execute(
                                        "INSERT INTO recipients (recipient_id, organisation, recipient_key, title,"
                                                + " role_key, country, reference, starts_on, courses, notice_by,"
                                                + " added_by, added_at) VALUES (1, 'imp-formation', 'coordination',"
                                                + " 'Coordination', 'training-coordinator', 'FR', 'internal',"
                                                + " '2026-01-01', '[]', 'queue', 'test', NOW(6))"));
        STORE.jdbi()
                .useHandle(
                        handle ->
                                handle.execute(
                                        "INSERT INTO exports (organisation, platform, recipient_id, purpose,"
                                                + " selection, format, state, state_at, asked_by, asked_at,"
                                                + " subjects_expected, pack_version, receipt) VALUES ('imp-formation',"
                                                + " 'imp-moodle', 1, 'f1-inform', ?, 'csv', 'done', NOW(6), 'ines',"
                                                + " NOW(6), 1, '1', '{}')",
                                        "{\"kinds\": [\"user\"], \"fields\": [\"firstName\"], \"courses\": []}"));
        return number("SELECT MAX(export_id) FROM exports");
    }

    private static final String RECEIPT =
            """
            {"command": 1, "organisation": "imp-formation", "platform": "imp-moodle",
             "subject": "00000000000000000000000000000000", "rule": "rights/erasure", "clause": "c",
             "pack": "1", "approvedBy": "a", "approvedAt": "2026-11-01T00:00:00Z", "acceptedBy": "",
             "level": "verified-account-gone", "steps": [], "checks": [], "comparedFields": [],
             "unreadableFields": [], "residues": [], "ownCopies": [],
             "keyDestroyedAt": "2026-11-01T00:00:00Z", "lastKeyCopyDiesOn": "2026-12-01",
             "tombstoneEndsOn": "2027-12-01", "closedAt": "2026-11-01T00:00:00Z"}
            """;

    private static long number(String query) {
        return STORE.jdbi().withHandle(handle -> handle.createQuery(query).mapTo(Long.class).one());
    }
}
