package org.passerelle.app.backing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.app.backing.EmbeddedMariaDb.Access;

/**
 * Folders that really are read-only, full, or of a newer version: a clear no, and nothing changed.
 */
class UnusableDataFolderTest {
    @TempDir Path folder;
    private final List<Path> mounted = new ArrayList<>();
    private Path data;

    @BeforeEach
    void make() throws IOException {
        data = Files.createDirectories(folder.resolve("data"));
    }

    @AfterEach
    void unmount() throws Exception {
        for (Path place : mounted.reversed()) {
            run("umount", place.toString());
        }
        data.toFile().setWritable(true);
    }

    @Test
    void a_read_only_folder_is_refused_and_stays_as_it_was() throws Exception {
        DataFolder.open(data).close();
        Files.writeString(data.resolve("kept"), "of an earlier day");
        makeReadOnly();

        assertThatThrownBy(() -> DataFolder.open(data))
                .isInstanceOf(DataFolderProblem.class)
                .hasMessageContaining("data folder " + data + " cannot be written by the user")
                .hasMessageContaining("--data DIR");
        assertThat(data.resolve("kept")).hasContent("of an earlier day");
    }

    @Test
    void a_full_disk_is_refused_before_anything_is_written() throws Exception {
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", data.toString()), "mount");
        mounted.add(data);

        assertThatThrownBy(() -> DataFolder.open(data))
                .isInstanceOf(DataFolderProblem.class)
                .hasMessageMatching(
                        "data folder .* has [78] MB left; expected at least 300 MB; free some, or use"
                                + " --data DIR on another disk");
        try (var files = Files.list(data)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void a_database_of_a_newer_version_is_refused_and_stays_as_it_was() throws Exception {
        try (var server = EmbeddedMariaDb.start(data.resolve("store"), false)) {
            try (var database = open(server.access())) {
                database.jdbi()
                        .useHandle(
                                handle ->
                                        handle.execute(
                                                "INSERT INTO flyway_schema_history (installed_rank, version, description,"
                                                        + " type, script, checksum, installed_by, execution_time, success)"
                                                        + " VALUES (999, '999', 'of tomorrow', 'SQL', 'V999__of_tomorrow.sql', 1,"
                                                        + " 'x', 1, 1)"));
            }

            assertThatThrownBy(() -> open(server.access()))
                    .isInstanceOf(DataFolderProblem.class)
                    .hasMessageContaining("was written by a newer Passerelle (step 999");
        }
    }

    private static Database open(Access access) {
        return Database.open(
                "jdbc:mariadb://127.0.0.1:" + access.port() + "/passerelle?sslMode=disable",
                Access.DATA,
                access.dataPassword(),
                "db/migration",
                2);
    }

    /** Root may write where nobody may, so for root the disk itself has to be read-only. */
    private void makeReadOnly() throws Exception {
        if (!MariaDbInstallation.isRoot()) {
            assertThat(data.toFile().setWritable(false)).isTrue();
            return;
        }
        assumeTrue(run("mount", "--bind", data.toString(), data.toString()), "mount");
        mounted.add(data);
        assumeTrue(run("mount", "-o", "remount,ro,bind", data.toString()), "mount");
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    }
}
