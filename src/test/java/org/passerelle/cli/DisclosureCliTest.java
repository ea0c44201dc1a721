package org.passerelle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.api.DoorFixture;
import org.passerelle.api.HttpDoor;
import org.passerelle.disclosure.ledger.Ledger;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.rights.requests.RequestType;
import org.passerelle.testing.CommandLineUnderTest;
import org.passerelle.testing.CommandLineUnderTest.Run;
import org.passerelle.testing.TestStore;

/** Recipients, notices, facts from a file and packs from the command line. */
class DisclosureCliTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private static final OrganisationKey UPROMI = new OrganisationKey("upromi");
    private static final String HEAD = "id,platform,learnerNumber,key,on,source\n";

    private static DoorFixture fixture;
    private static HttpDoor door;
    private static String officer;
    private static String other;
    private static String member;
    private static String stranger;

    @TempDir Path data;

    @BeforeAll
    static void open() throws Exception {
        fixture = new DoorFixture(STORE);
        officer = fixture.tokenOf("claire", "dpo");
        other = fixture.tokenOf("ugo", "dpo@upromi");
        member = fixture.tokenOf("anne", "exporter@imp-formation");
        stranger = fixture.tokenOf("bob", "exporter@imp-formation");
        door = new HttpDoor(fixture.api);
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @BeforeEach
    void empty() {
        STORE.empty(
                "recipient_notices",
                "disclosures",
                "exports",
                "recipients",
                "export_group_members",
                "facts",
                "pending_facts");
        fixture.disclosure.member(new OrganisationKey("imp-formation"), "anne");
    }

    @Test
    void a_recipient_is_added_listed_and_refused_where_the_pack_knows_no_such_role()
            throws Exception {
        var added = recipient("coordination", "training-coordinator", "FR");
        assertThat(added).isEqualTo(new Run(0, "registered recipient coordination\n", ""));
        assertThat(run(officer, "recipient", "list", "--organisation", "upromi").out())
                .contains("coordination", "training-coordinator", "FR");

        assertThat(recipient("magician", "no-such-role", "FR").exit()).isNotZero();
        assertThat(recipient("far-away", "training-coordinator", "france").exit()).isEqualTo(2);
        assertThat(run(stranger, "recipient", "list", "--organisation", "upromi").exit())
                .isEqualTo(1);
    }

    @Test
    void a_notice_is_listed_and_settled_once() throws Exception {
        recipient("centre", "training-coordinator", "FR");
        tell();

        var listed = run(officer, "notice", "list", "--organisation", "upromi");
        assertThat(listed.out()).as(listed.err()).contains("centre", "sent");
        var number = notice();
        assertThat(run(officer, "notice", "settle", number, "somehow").exit()).isEqualTo(2);
        assertThat(run(officer, "notice", "settle", number, "acknowledged"))
                .isEqualTo(new Run(0, "notice " + number + " is acknowledged\n", ""));
        assertThat(run(officer, "notice", "settle", number, "again").exit()).isEqualTo(1);
        assertThat(
                        run(
                                        fixture.tokenOf("ida", "dpo@imp-formation"),
                                        "notice",
                                        "settle",
                                        number,
                                        "acknowledged")
                                .err())
                .contains("no notice has this number");
        assertThat(run(officer, "notice", "list", "--organisation", "imp-formation").out())
                .isEqualTo("no notices\n");
    }

    @Test
    void facts_of_a_file_are_tried_then_taken_and_wrong_rows_are_named_by_number()
            throws Exception {
        fixture.learner("R-300");
        var good = file("good.csv", "F1,imp-moodle,R-300,contract-start,2026-01-05,crm\n");
        var bad =
                file(
                        "bad.csv",
                        "F2,imp-moodle,R-300,contract-end,2026-06-30,crm\n"
                                + "F3,imp-moodle,R-300,nonsense,2026-06-30,crm\n");

        var tried = imported(member, good, "--dry-run");
        assertThat(tried.exit()).as(tried.err()).isZero();
        assertThat(STORE.count("facts")).isZero();
        assertThat(imported(member, good).err()).contains("1 rows, 1 taken, 0 wait");
        assertThat(STORE.count("facts")).isEqualTo(1);
        assertThat(imported(member, bad).exit()).isEqualTo(1);
        assertThat(imported(member, bad).out()).contains("ROW", "3").doesNotContain("R-300");
        assertThat(STORE.count("facts")).isEqualTo(1);
        assertThat(imported(member, bad, "--partial").err()).contains("2 rows, 1 taken");
        assertThat(STORE.count("facts")).isEqualTo(2);
        assertThat(imported(stranger, good).exit()).as("no member of the group").isEqualTo(1);
        assertThat(imported(member, data.resolve("absent.csv")).exit()).isEqualTo(2);
    }

    @Test
    void a_pack_is_shown_with_its_findings_and_signed_only_as_it_was_read() throws Exception {
        var shown = run(officer, "policy", "show", "upromi");
        assertThat(shown.out()).as(shown.err()).contains("2026.1", "digest", "Dominique Modèle");
        assertThat(run(officer, "policy", "findings", "upromi").out())
                .contains("SEVERITY", "warning");
        assertThat(run(officer, "policy", "sign", "upromi", "--digest", "x").exit()).isEqualTo(1);
        assertThat(run(officer, "policy", "sign", "upromi", "--digest", "x", "--yes").err())
                .contains("the digest is not that of the pack that runs");
        assertThat(
                        run(
                                        officer,
                                        "policy",
                                        "accept",
                                        "upromi",
                                        "--code",
                                        "several-bases",
                                        "--row",
                                        "published/none",
                                        "--reason",
                                        "there is no such row",
                                        "--until",
                                        "2027-01-31")
                                .exit())
                .isEqualTo(1);
        assertThat(run(other, "policy", "show", "imp-formation").exit()).isEqualTo(1);
    }

    @Test
    void a_question_to_the_pack_is_answered_kept_and_found_again() throws Exception {
        var subject = fixture.learner("R-301").toString();

        var asked =
                run(
                        officer,
                        "policy",
                        "explain",
                        "--subject",
                        subject,
                        "--purpose",
                        "f2-pedagogic-advice",
                        "--recipient",
                        "trainer",
                        "--course",
                        "own");
        assertThat(asked.out()).as(asked.err()).contains("decision", "number");
        var number = asked.out().lines().findFirst().orElseThrow().replaceAll("\\D", "");
        assertThat(run(officer, "policy", "decisions", "--subject", subject).out())
                .contains(number, "explain", "2026.1", "claire");
        assertThat(run(officer, "policy", "decision", number).out())
                .contains("packVersion", "rules");
        assertThat(run(other, "policy", "decisions", "--subject", subject).out())
                .isEqualTo("nothing was decided about this subject\n");
        assertThat(run(other, "policy", "decision", number).exit()).isEqualTo(1);
    }

    private Run recipient(String key, String role, String country) throws Exception {
        return run(
                officer,
                "recipient",
                "add",
                key,
                "--organisation",
                "upromi",
                "--title",
                "Coordination",
                "--role",
                role,
                "--country",
                country,
                "--reference",
                "convention-12",
                "--from",
                "2026-01-01");
    }

    /** Somebody whose data the recipient was given restricts them. */
    private static void tell() {
        var learner = fixture.disclosure.rights.learner();
        var recipient = fixture.disclosure.recipients.find(UPROMI, "centre").orElseThrow();
        long export =
                STORE.jdbi()
                        .withHandle(
                                handle ->
                                        handle.createUpdate(
                                                        "INSERT INTO exports (organisation, platform, recipient_id, purpose, selection,"
                                                                + " format, state, state_at, asked_by, asked_at, subjects_expected,"
                                                                + " pack_version, started_at, subjects) VALUES ('upromi',"
                                                                + " 'upromi-moodle', :r, 'learning-space', '{}', 'csv', 'done', :now,"
                                                                + " 'ugo', :now, 1, '1', :now, 1)")
                                                .bind("r", recipient.id())
                                                .bind("now", fixture.clock.instant())
                                                .executeAndReturnGeneratedKeys("export_id")
                                                .mapTo(Long.class)
                                                .one());
        fixture.disclosure.ledger.write(
                export,
                recipient.id(),
                List.of(
                        new Ledger.Entry(
                                learner.subject(),
                                Set.of(new FieldName("firstname")),
                                Set.of(1L),
                                1)),
                fixture.clock.instant());
        var request = fixture.disclosure.rights.identified(RequestType.RESTRICTION, learner);
        STORE.transactions().within(() -> fixture.disclosure.notices.tell(request));
    }

    private static String notice() {
        return STORE.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery("SELECT MAX(notice_id) FROM recipient_notices")
                                        .mapTo(String.class)
                                        .one());
    }

    private Path file(String name, String rows) throws Exception {
        return Files.writeString(data.resolve(name), HEAD + rows);
    }

    private Run imported(String token, Path file, String... more) throws Exception {
        var words = new ArrayList<String>();
        words.addAll(List.of("fact", "import", file.toString(), "--organisation", "imp-formation"));
        words.addAll(List.of(more));
        return run(token, words.toArray(String[]::new));
    }

    private Run run(String token, String... words) throws Exception {
        return new CommandLineUnderTest(door.root(), token, data).run(words);
    }
}
