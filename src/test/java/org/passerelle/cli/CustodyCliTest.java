package org.passerelle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Path;
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
import org.passerelle.cli.frame.Surroundings;
import org.passerelle.testing.CommandLineUnderTest;
import org.passerelle.testing.CommandLineUnderTest.Run;
import org.passerelle.testing.TestStore;

/** Keys, backups, restores, holds on courses and the archive from the command line. */
class CustodyCliTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private static DoorFixture fixture;
    private static HttpDoor door;
    private static String officer;
    private static String reader;

    @TempDir Path data;

    @BeforeAll
    static void open() throws Exception {
        fixture = new DoorFixture(STORE);
        officer = fixture.tokenOf(Role.DPO);
        reader = fixture.tokenOf(Role.ARCHIVE_READER);
        door = new HttpDoor(fixture.api);
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @BeforeEach
    void start() throws Exception {
        var local = fixture.accounts.local(Set.of(Role.ADMINISTRATOR, Role.SUPPORT));
        new LocalDoor(door.root(), local.token().secret()).write(data);
    }

    @Test
    void a_rotation_says_how_far_it_came_and_the_former_key_can_be_discarded() {
        var rotated = run("", "keys", "rotate");
        assertThat(rotated.exit()).as(rotated.err()).isZero();
        assertThat(rotated.out()).contains("version 2 of the master key wraps every key");
        assertThat(run("", "keys", "list").out()).contains("1        retired", "2        current");
        assertThat(run("", "keys", "discard", "1").exit()).isEqualTo(1);
        assertThat(run("", "keys", "discard", "1", "--yes").out()).contains("discarded version 1");
        assertThat(run("", "keys", "discard", "2", "--yes").err()).contains("not retired");
    }

    @Test
    void backups_are_made_apart_and_listed_with_their_end() {
        var file = data.resolve("keys.sql");
        assertThat(run("", "backup", "create", data.resolve("data.sql").toString()).out())
                .contains("of the data");
        assertThat(run("", "backup", "create", "--keys", file.toString()).out())
                .contains("of the keys", "accepted until 2026-12-21");
        assertThat(file).exists();
        assertThat(run("", "backup", "create", "--keys", file.toString()).err())
                .contains("this file exists");
        assertThat(run("", "backup", "list").out()).contains("2026-12-21");
    }

    @Test
    void a_store_that_is_what_it_was_needs_nothing() {
        assertThat(run("", "restore", "check").exit()).isZero();
        assertThat(run(officer, "restore", "replay").exit()).isEqualTo(1);
        assertThat(run(officer, "restore", "replay", "--yes").out()).contains("replayed 0");
        assertThat(run(officer, "restore", "accept-fork", "--reason", "disk-lost", "--yes").err())
                .contains("no fork");
        assertThat(run("", "restore", "replay", "--yes").err()).contains("roles");
    }

    @Test
    void a_course_is_held_and_let_go() {
        var placed =
                run(
                        officer,
                        "hold",
                        "place-wide",
                        "--organisation",
                        "imp-formation",
                        "--platform",
                        "imp-moodle",
                        "--course",
                        "12",
                        "--reason",
                        "audit-2027",
                        "--until",
                        "2027-06-30");
        assertThat(placed.out()).as(placed.err()).startsWith("placed wide hold ");
        var number = placed.out().replaceAll("\\D", "");
        assertThat(run(officer, "hold", "list-wide", "--organisation", "imp-formation").out())
                .contains("audit-2027", "2027-06-30", "12");
        assertThat(run(officer, "hold", "lift-wide", number, "--yes").out()).contains("lifted");
        assertThat(run(officer, "hold", "list-wide", "--organisation", "imp-formation").out())
                .isEqualTo("no wide holds\n");
    }

    @Test
    void the_archive_is_listed_and_what_is_not_there_cannot_be_read() {
        assertThat(run(reader, "archive", "list", "--organisation", "imp-formation"))
                .isEqualTo(new Run(0, "nothing lies in this archive\n", ""));
        assertThat(
                        run(
                                        reader,
                                        "archive",
                                        "read",
                                        "12",
                                        "--motive",
                                        "audit",
                                        "--reference",
                                        "control-2027-11")
                                .err())
                .contains("no record of your archive");
        assertThat(
                        run(
                                        reader,
                                        "archive",
                                        "read",
                                        "12",
                                        "--motive",
                                        "curiosity",
                                        "--reference",
                                        "x")
                                .err())
                .contains("motive: expected one of funder-control");
        assertThat(run(officer, "tombstone", "list", "--organisation", "imp-formation").out())
                .isEqualTo("no erased account is there again\n");
    }

    private Run run(String token, String... arguments) {
        var environment =
                token.isEmpty() ? Map.<String, String>of() : Map.of("PASSERELLE_TOKEN", token);
        return new CommandLineUnderTest(
                        new Surroundings(() -> data, environment, InputStream.nullInputStream()))
                .run(arguments);
    }
}
