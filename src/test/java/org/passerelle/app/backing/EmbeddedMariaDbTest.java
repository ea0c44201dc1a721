package org.passerelle.app.backing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.app.backing.EmbeddedMariaDb.Access;

/** The embedded server in a folder of its own; slow, because each first start installs it. */
class EmbeddedMariaDbTest {
    @TempDir Path folder;

    @Test
    void rows_survive_a_restart_a_newer_schema_is_refused_and_nobody_enters_without_a_password() {
        try (var server = EmbeddedMariaDb.start(folder, true);
                var database = open(server.access())) {
            database.jdbi()
                    .useHandle(
                            handle -> {
                                handle.execute("CREATE TABLE kept (id INT PRIMARY KEY)");
                                handle.execute("INSERT INTO kept VALUES (7)");
                            });
            for (String user : new String[] {"root", "", "passerelle"}) {
                assertThatThrownBy(
                                () ->
                                        DriverManager.getConnection(
                                                "jdbc:mariadb://127.0.0.1:"
                                                        + server.access().port()
                                                        + "/?sslMode=disable",
                                                user,
                                                ""))
                        .isInstanceOf(SQLException.class);
            }
        }

        try (var server = EmbeddedMariaDb.start(folder, true)) {
            try (var database = open(server.access())) {
                database.jdbi()
                        .useHandle(
                                handle -> {
                                    assertThat(
                                                    handle.createQuery("SELECT id FROM kept")
                                                            .mapTo(Integer.class)
                                                            .list())
                                            .containsExactly(7);
                                    handle.execute(
                                            "INSERT INTO flyway_schema_history SELECT 9999, '9999',"
                                                    + " 'future', type, 'V9999__future.sql', 1,"
                                                    + " installed_by, installed_on, 1, 1 FROM"
                                                    + " flyway_schema_history LIMIT 1");
                                });
            }

            assertThatThrownBy(() -> open(server.access()))
                    .isInstanceOf(DataFolderProblem.class)
                    .hasMessageContaining("written by a newer Passerelle (step 9999");
        }
    }

    @Test
    void a_server_left_behind_by_a_killed_process_is_stopped_at_the_next_start() {
        var leftBehind = EmbeddedMariaDb.start(folder, true);

        try (var server = EmbeddedMariaDb.start(folder, true)) {
            assertThat(leftBehind.isAlive()).isFalse();
            assertThat(server.isAlive()).isTrue();
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
}
