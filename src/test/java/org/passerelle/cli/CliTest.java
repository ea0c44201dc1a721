package org.passerelle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.api.DoorFixture;
import org.passerelle.api.HttpDoor;
import org.passerelle.api.LocalDoor;
import org.passerelle.api.accounts.Role;
import org.passerelle.cli.frame.OwnChecks;
import org.passerelle.cli.frame.Surroundings;
import org.passerelle.failures.FailedMessage;
import org.passerelle.failures.FailureHeaders;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.testing.CommandLineUnderTest;
import org.passerelle.testing.CommandLineUnderTest.Run;
import org.passerelle.testing.TestStore;

/** The command line against the real door: exit code and exact text on both streams. */
class CliTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private static DoorFixture fixture;
    private static HttpDoor door;
    private static String dpoToken;

    @TempDir Path data;
    private OwnChecks.Report report =
            new OwnChecks.Report("9 mapping files, 0 findings", List.of());

    private InputStream input = InputStream.nullInputStream();

    @BeforeAll
    static void open() throws Exception {
        fixture = new DoorFixture(STORE);
        dpoToken = fixture.tokenOf(Role.DPO);
        door = new HttpDoor(fixture.api);
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @BeforeEach
    void start() throws Exception {
        STORE.empty("failed_messages", "failure_groups", "replay_attempts", "replay_operations");
        var local = fixture.accounts.local(Set.of(Role.ADMINISTRATOR, Role.SUPPORT));
        new LocalDoor(door.root(), local.token().secret()).write(data);
    }

    @Test
    void failed_list_is_a_table_for_people() {
        long number = fail("t-1");

        assertThat(run("failed", "list"))
                .isEqualTo(
                        new Run(
                                0,
                                """
                                NUMBER  STATE       FAILED                TRIES  ROUTE          CAUSE    GROUP             TEXT
                                %-6d  unresolved  2026-11-21T08:00:00Z  6      engine-events  Refused  %s  course <n> is not visible
                                """
                                        .formatted(number, group()),
                                ""));
        assertThat(run("failed", "list", "--groups"))
                .isEqualTo(
                        new Run(
                                0,
                                """
                                GROUP             OPEN  OLDEST                LAST                  ROUTE          CAUSE    TEXT
                                %s  1     2026-11-21T08:00:00Z  2026-11-21T08:00:00Z  engine-events  Refused  course <n> is not visible
                                """
                                        .formatted(group()),
                                ""));
    }

    @Test
    void an_empty_list_says_so_and_json_stays_json() throws Exception {
        assertThat(run("failed", "list")).isEqualTo(new Run(0, "no failed messages\n", ""));

        var json = run("failed", "list", "--json");
        assertThat(json.exit()).isZero();
        assertThat(MessageCodec.json().readTree(json.out()).path("items").isArray()).isTrue();
    }

    @Test
    void a_page_says_how_to_get_the_next_one() {
        fail("t-1");
        long newest = fail("t-2");

        var page = run("failed", "list", "--limit", "1");

        assertThat(page.out()).contains(Long.toString(newest));
        assertThat(page.err()).isEqualTo("more: add --after " + newest + "\n");
        assertThat(run("failed", "list", "--limit", "1", "--after", "" + newest).err()).isEmpty();
    }

    @Test
    void failed_show_masks_every_value() {
        long number = fail("t-1");

        var shown = run("failed", "show", "" + number);

        assertThat(shown.exit()).isZero();
        assertThat(shown.out())
                .contains("maskedBody:", "\"note\" : \"***\"")
                .doesNotContain("Exemple");
        assertThat(run("failed", "show", "999999"))
                .isEqualTo(
                        new Run(
                                1,
                                "",
                                "passerelle: There is no such thing: no failed message has this"
                                        + " number\n"));
    }

    @Test
    void a_replay_begins_and_tells_how_far_it_is() {
        long number = fail("t-1");

        var begun = run("failed", "replay", "" + number, "--no-wait");

        assertThat(begun.exit()).isZero();
        assertThat(begun.out())
                .matches(
                        "replay \\d+ running: 0 resolved, 1 under way, 0 waiting, 0 failed again, 0"
                                + " without an answer\n");
        assertThat(run("failed", "replay", "" + number, "--no-wait").exit()).isEqualTo(1);
        assertThat(run("failed", "replay").exit()).isEqualTo(2);
    }

    @Test
    void what_cannot_be_undone_is_only_shown_without_yes() {
        long number = fail("t-1");

        assertThat(run("failed", "discard", "" + number, "--reason", "test"))
                .isEqualTo(
                        new Run(
                                1,
                                "",
                                "would discard "
                                        + number
                                        + " as test; nothing was changed: add --yes to do it\n"));
        assertThat(run("failed", "discard", "" + number, "--reason", "test", "--yes"))
                .isEqualTo(new Run(0, "discarded " + number + "\n", ""));
        assertThat(run("failed", "discard", "" + number, "--reason", "test", "--yes").exit())
                .isEqualTo(1);
    }

    @Test
    void approving_needs_the_officers_own_token_and_shows_first_what_it_would_do()
            throws Exception {
        long number = fixture.propose(SubjectId.random(new SecureRandom()));
        var token = Files.writeString(data.resolve("dpo.token"), dpoToken + "\n").toString();

        var shown = run("command", "approve", "" + number);
        var refused = run("command", "approve", "" + number, "--yes");
        var done = run("command", "approve", "" + number, "--yes", "--token-file", token);
        var again = run("command", "approve", "" + number, "--yes", "--token-file", token);

        assertThat(shown.exit()).isEqualTo(1);
        assertThat(shown.out()).contains("suspend", "Durées de conservation");
        assertThat(refused)
                .isEqualTo(
                        new Run(
                                1,
                                "",
                                "passerelle: Your roles do not allow this: one of these roles is"
                                        + " needed: dpo\n"));
        assertThat(done)
                .isEqualTo(
                        new Run(
                                0,
                                "NUMBER  RESULT    WHY\n%-6d  accepted  -\n".formatted(number),
                                ""));
        assertThat(again.exit()).isEqualTo(1);
        assertThat(again.out()).contains("it is issued, not proposed");
        assertThat(run("command", "list").out()).contains("issued");
        assertThat(run("command", "show", "" + number).out()).contains("approvedBy", "test-dpo");
    }

    @Test
    void an_account_is_made_and_its_token_is_alone_on_standard_output() {
        var added = run("account", "add", "max", "--role", "support", "--days", "7");

        assertThat(added.exit()).isZero();
        assertThat(added.out()).matches("psr_[A-Za-z0-9_-]{43}\n");
        assertThat(added.err())
                .isEqualTo("token of account max, shown once, valid until 2026-11-28T08:00:00Z:\n");
        assertThat(run("account", "list").out()).contains("max").doesNotContain("psr_");
        assertThat(run("account", "add", "max", "--role", "support").exit()).isEqualTo(1);
        assertThat(run("account", "renew", "max").out()).startsWith("psr_");
        assertThat(run("account", "revoke", "max").exit()).isEqualTo(1);
        assertThat(run("account", "revoke", "max", "--yes"))
                .isEqualTo(new Run(0, "revoked max\n", ""));
    }

    @Test
    void permissions_are_listed_with_who_answers_for_them_and_reviewed_by_somebody_else()
            throws Exception {
        var token = Files.writeString(data.resolve("dpo.token"), dpoToken).toString();
        run("account", "add", "nora", "--role", "support", "--role", "auditor");

        assertThat(row("nora", "support", run("account", "list").out()))
                .isEqualTo(
                        "nora support 2026-11-21T08:00:00Z local-cli - - 2027-11-21 false"
                                + " 2027-02-19T08:00:00Z -");
        assertThat(run("account", "list", "--json").out()).contains("\"givenBy\" : \"local-cli\"");
        assertThat(run("account", "review", "nora").out())
                .as("the token of the machine is nobody's")
                .isEmpty();
        var hasty = run("account", "review", "nora", "--keep", "auditor", "--token-file", token);
        assertThat(hasty.exit()).isEqualTo(1);
        assertThat(hasty.err()).contains("would withdraw every role of nora but auditor");
        assertThat(run("account", "review", "nora", "--token-file", token).out())
                .isEqualTo(
                        "reviewed nora: keeps auditor, support; the next look until 2027-11-21\n");
        assertThat(
                        run(
                                        "account",
                                        "review",
                                        "nora",
                                        "--keep",
                                        "auditor",
                                        "--review-on",
                                        "2027-01-31",
                                        "--token-file",
                                        token,
                                        "--yes")
                                .out())
                .isEqualTo(
                        "reviewed nora: keeps auditor, lost support; the next look until"
                                + " 2027-01-31\n");
        assertThat(row("nora", "auditor", run("account", "list").out()))
                .contains(" test-dpo 2027-01-31 false ");
    }

    private static String row(String name, String role, String printed) {
        return printed.lines()
                .map(line -> line.strip().replaceAll(" +", " "))
                .filter(line -> line.startsWith(name + " " + role + " "))
                .findFirst()
                .orElse("");
    }

    @Test
    void platforms_and_polls_are_asked() {
        assertThat(run("platform", "list").out())
                .isEqualTo(
                        """
                        PLATFORM    ORGANISATION   TIER  COMMANDS  ADDRESS
                        imp-moodle  imp-formation  core  true      https://moodle.imp.example
                        """);
        assertThat(run("poll", "runs", "imp-moodle")).isEqualTo(new Run(0, "no runs yet\n", ""));
        assertThat(run("poll", "now", "imp-moodle", "enrolments").exit()).isEqualTo(1);
        assertThat(run("poll", "now", "imp-moodle", "nonsense").exit()).isEqualTo(2);
        assertThat(run("poll", "now", "nowhere", "enrolments").exit()).isEqualTo(1);
        assertThat(run("poll", "release", "7", "--yes").exit()).isEqualTo(1);
    }

    @Test
    void without_a_running_process_the_exit_code_is_3_and_the_cure_is_named() throws Exception {
        int closed;
        try (var socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        new LocalDoor(URI.create("http://127.0.0.1:" + closed), "psr_x").write(data);
        var left = run("failed", "list");
        LocalDoor.remove(data);
        var never = run("failed", "list");

        assertThat(left.exit()).isEqualTo(3);
        assertThat(never)
                .isEqualTo(
                        new Run(
                                3,
                                "",
                                "passerelle: no Passerelle answers at "
                                        + data
                                        + "; start it with ./passerelle run, or give its data"
                                        + " folder with --data DIR\n"));
    }

    @Test
    void a_rectification_is_proposed_without_its_values_on_the_command_line() {
        var subject = fixture.learner("L-91").toString();
        input =
                new ByteArrayInputStream(
                        "{\"city\":\"Besançon\"}".getBytes(StandardCharsets.UTF_8));

        var proposed = run("command", "rectify", subject);
        input = new ByteArrayInputStream("{\"city\":\"Dole\"}".getBytes(StandardCharsets.UTF_8));
        var second = run("command", "rectify", subject);
        input = new ByteArrayInputStream("{\"city\":\"Dole\"}".getBytes(StandardCharsets.UTF_8));
        var nobody = run("command", "rectify", "0".repeat(32));
        input = new ByteArrayInputStream("[]".getBytes(StandardCharsets.UTF_8));
        var nothing = run("command", "rectify", subject);
        input =
                new ByteArrayInputStream(
                        "{\"department\":\"Cuisine\"}".getBytes(StandardCharsets.UTF_8));
        var unwritable = run("command", "rectify", subject);

        assertThat(proposed.exit()).isZero();
        assertThat(proposed.out())
                .matches("command (\\d+) is proposed and waits: passerelle command approve \\1\n");
        var number = proposed.out().replaceAll("command (\\d+) is.*\\s*", "$1");
        assertThat(run("command", "show", number).out())
                .contains("rectify", "proposed")
                .doesNotContain("Besançon");
        assertThat(second.err()).contains("a rectification of this subject is open");
        assertThat(nobody.err()).contains("no subject has this pseudonym");
        assertThat(nothing.err()).contains("fields: expected an object");
        assertThat(unwritable.err())
                .contains("department cannot be rectified by a command; expected some of address");
    }

    @Test
    void an_unenrolment_is_proposed_once_per_course() {
        var subject = fixture.learner("L-92").toString();

        var proposed = run("command", "unenrol", subject, "7");
        var again = run("command", "unenrol", subject, "7");
        var otherCourse = run("command", "unenrol", subject, "8");
        var nobody = run("command", "unenrol", "0".repeat(32), "7");
        var noCourse = run("command", "unenrol", subject, "0");

        assertThat(proposed.exit()).isZero();
        assertThat(proposed.out())
                .matches("command (\\d+) is proposed and waits: passerelle command approve \\1\n");
        var number = proposed.out().replaceAll("command (\\d+) is.*\\s*", "$1");
        assertThat(run("command", "show", number).out()).contains("unenrol", "proposed");
        assertThat(again.err()).contains("an unenrolment of this subject from this course is open");
        assertThat(otherCourse.exit()).isZero();
        assertThat(nobody.err()).contains("no subject has this pseudonym");
        assertThat(noCourse.err()).contains("course: expected the course's number");
    }

    @Test
    void a_fact_comes_from_standard_input_and_what_it_starts_is_listed() throws Exception {
        assertThat(run("fact", "pending")).isEqualTo(new Run(0, "no pending facts\n", ""));
        var subject = fixture.learner("L-77");

        var accepted = tell("crm-1", "L-77");
        var again = tell("crm-1", "L-77");
        var unknown = tell("crm-2", "L-78");
        var wrong = tell("crm 3", "L-77");

        assertThat(accepted).isEqualTo(new Run(0, "accepted for subject " + subject + "\n", ""));
        assertThat(again).isEqualTo(new Run(0, "already known; nothing changed\n", ""));
        assertThat(unknown)
                .isEqualTo(
                        new Run(
                                0,
                                "pending (unknown-learner), kept until 2027-11-21T08:00:00Z\n",
                                ""));
        assertThat(wrong.exit()).isEqualTo(1);
        assertThat(wrong.err()).contains("id must be text").doesNotContain("L-77");
        assertThat(run("fact", "pending").out()).contains("contract-end").doesNotContain("L-78");
        assertThat(run("retention", "due", "--on", "2040-01-01").out())
                .contains(subject.toString(), "imp-moodle");
        assertThat(run("retention", "due", "--on", "1999-01-01"))
                .isEqualTo(new Run(0, "nothing is due\n", ""));
        assertThat(run("retention", "forecast", "--months", "120").out()).contains("imp-moodle");
        assertThat(run("retention", "due", "--platform", "nowhere").exit()).isEqualTo(1);
        assertThat(run("retention", "due", "--on", "soon").exit()).isEqualTo(2);
        assertThat(run("retention", "due", "--unknown").exit()).isZero();
    }

    private Run tell(String id, String learner) {
        input =
                new ByteArrayInputStream(
                        ("{\"id\":\""
                                        + id
                                        + "\",\"platform\":\"imp-moodle\",\"learnerNumber\":\""
                                        + learner
                                        + "\",\"key\":\"contract-end\",\"on\":\"2021-03-04\",\"source\":\"crm\"}")
                                .getBytes(StandardCharsets.UTF_8));
        return run("fact", "add");
    }

    @Test
    void a_hold_is_placed_by_the_officer_and_lifted() throws Exception {
        var subject = fixture.learner("L-80").toString();
        var token = Files.writeString(data.resolve("dpo.token"), dpoToken).toString();

        assertThat(
                        run(
                                        "hold",
                                        "place",
                                        subject,
                                        "--kind",
                                        "legal-hold",
                                        "--reason",
                                        "claim-open")
                                .exit())
                .isEqualTo(1);
        var endless =
                run(
                        "hold",
                        "place",
                        subject,
                        "--kind",
                        "legal-hold",
                        "--reason",
                        "claim-open",
                        "--token-file",
                        token);
        assertThat(endless.exit()).isEqualTo(2);
        assertThat(endless.err()).contains("until: a legal hold has a last day");
        var placed =
                run(
                        "hold",
                        "place",
                        subject,
                        "--kind",
                        "legal-hold",
                        "--reason",
                        "claim-open",
                        "--until",
                        "2030-01-31",
                        "--token-file",
                        token);
        assertThat(placed.out()).startsWith("placed hold ");
        var number = placed.out().replaceAll("\\D", "");
        assertThat(run("hold", "list").out())
                .contains(subject, "legal-hold", "claim-open", "test-dpo");
        assertThat(run("hold", "lift", number, "--token-file", token).exit()).isEqualTo(1);
        assertThat(run("hold", "lift", number, "--token-file", token, "--yes"))
                .isEqualTo(new Run(0, "lifted hold " + number + "\n", ""));
        assertThat(
                        run(
                                        "hold",
                                        "place",
                                        subject,
                                        "--kind",
                                        "no-dpo",
                                        "--reason",
                                        "x",
                                        "--token-file",
                                        token)
                                .exit())
                .isEqualTo(2);
    }

    @Test
    void the_doctor_names_what_to_mend_and_ends_with_1() {
        assertThat(run("doctor", "imp-moodle"))
                .isEqualTo(
                        new Run(
                                1,
                                """
                                imp-moodle:
                                  ok              version: 4.5
                                  mend            read-token: the token is refused
                                                  → Site administration > Server > Web services > Manage tokens
                                  cannot-be-seen  cron: nothing tells
                                """,
                                "examining imp-moodle …\n"));
        assertThat(run("doctor", "nowhere").exit()).isEqualTo(1);
    }

    @Test
    void health_counts_what_waits_for_a_person() {
        fail("t-1");

        var health = run("health");

        assertThat(health.exit()).isZero();
        assertThat(health.out()).contains("waitsForPerson", "failedMessages:\n  open      1\n");
    }

    @Test
    void a_wrong_word_is_usage() {
        assertThat(run("failed", "repeat").exit()).isEqualTo(2);
        assertThat(run("failed").exit()).isEqualTo(2);
        assertThat(run("failed", "list", "--limit", "0").exit()).isEqualTo(2);
        assertThat(run("failed", "list", "--help").exit()).isZero();
    }

    @Test
    void a_journal_that_somebody_changed_is_a_finding_and_an_alert() {
        fixture.evidence.desk.chain();
        var whole = run("journal", "verify");
        assertThat(whole.exit()).isZero();
        assertThat(whole.out()).contains("intact: what is there", "complete:");
        assertThat(whole.err()).contains("set journal.second-place");

        STORE.jdbi()
                .useHandle(
                        handle ->
                                handle.execute(
                                        "UPDATE journal_entries SET outcome = 'never' WHERE sequence = 2"));
        var broken = run("journal", "verify");

        assertThat(broken.exit()).isEqualTo(1);
        assertThat(broken.out()).contains("changed at place 2: ", "NOT INTACT", "complete:");
        assertThat(run("alert", "list").out()).contains("broken-chain", "place 2");
        assertThat(run("health", "--json").out()).contains("\"broken-chain\" : 1");
        var number = run("alert", "list").out().lines().skip(1).findFirst().orElseThrow();
        assertThat(run("alert", "acknowledge", number.split(" ")[0]).exit()).isZero();
        assertThat(run("alert", "list").out()).isEqualTo("no open alerts\n");
    }

    @Test
    void what_the_journal_is_made_of_is_shown_and_an_open_month_is_not_pruned() {
        fixture.evidence.desk.chain();

        assertThat(run("journal", "checkpoint").exit()).isZero();
        assertThat(run("journal", "segments").out()).contains("2026-11", "open");
        assertThat(run("journal", "prune", "2026-11").err()).contains("add --yes");
        assertThat(run("journal", "hygiene").out()).contains("texts read, 0 leaks");
        assertThat(run("journal", "prune", "2026-11", "--yes").exit()).isEqualTo(1);
    }

    @Test
    void checks_that_need_no_process_tell_their_findings() {
        assertThat(run("mapping", "lint"))
                .isEqualTo(new Run(0, "9 mapping files, 0 findings\n", ""));
        report =
                new OwnChecks.Report(
                        "9 mapping files, 1 finding",
                        List.of(
                                new OwnChecks.Finding(
                                        "grade.mapping.yaml:7",
                                        "expected a key",
                                        true,
                                        Map.of("code", "several-bases"))));
        assertThat(run("mapping", "try", "grade", "--answer", "x.json"))
                .isEqualTo(
                        new Run(
                                1,
                                """
                                grade.mapping.yaml:7: expected a key
                                9 mapping files, 1 finding
                                """,
                                ""));
        assertThat(run("policy", "lint", "--json").out())
                .contains("\"blocking\" : true", "\"code\" : \"several-bases\"");
        assertThat(run("policy", "test").exit()).isEqualTo(1);
    }

    private Run run(String... words) {
        return new CommandLineUnderTest(new Surroundings(() -> data, Map.of(), input), new Checks())
                .run(words);
    }

    private final class Checks implements OwnChecks {
        @Override
        public Report lintMappings() {
            return report;
        }

        @Override
        public Report tryMapping(String kind, Path answer) {
            return report;
        }

        @Override
        public Report lintPolicies() {
            return report;
        }

        @Override
        public Report verifyReceipt(Path file) {
            return report;
        }

        @Override
        public Report verifyReceipt(Path file, Path key) {
            return report;
        }

        @Override
        public Report testPolicies() {
            return report;
        }
    }

    private long fail(String id) {
        fixture.failed.store(
                new FailedMessage(
                        id,
                        Map.of(
                                FailureHeaders.ROUTE, "engine-events",
                                FailureHeaders.CAUSE, "Refused",
                                FailureHeaders.TEXT, "course 12 is not visible",
                                FailureHeaders.ATTEMPTS, "6",
                                FailureHeaders.ADDRESS, "passerelle.events"),
                        ("{\"id\":\""
                                        + id
                                        + "\",\"type\":\"records-changed\",\"body\":{\"note\":\"Zoé Exemple\"}}")
                                .getBytes(StandardCharsets.UTF_8)));
        return fixture.failed
                .list(org.passerelle.failures.Failure.Filter.OPEN, Long.MAX_VALUE, 1)
                .getFirst()
                .number();
    }

    private String group() {
        return fixture.failed.groups().getFirst().key();
    }
}
