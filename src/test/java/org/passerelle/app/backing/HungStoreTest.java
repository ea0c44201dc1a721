package org.passerelle.app.backing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.passerelle.app.backing.EmbeddedMariaDb.Access;
import org.passerelle.app.settings.SettingsReader;
import org.passerelle.personaldata.OwnStoreUnavailable;
import org.passerelle.testing.CuttableLine;
import org.passerelle.testing.TestStore;

/** The network before the database server drops every packet and closes no connection. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HungStoreTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private CuttableLine line;
    private Database database;

    @BeforeEach
    void open() throws Exception {
        line = new CuttableLine(STORE.port());
        database = open(STORE.database(Access.DATA), "db/migration");
        STORE.empty("platforms");
        STORE.jdbi().useHandle(it -> it.execute("INSERT INTO platforms (platform) VALUES ('a')"));
    }

    @AfterEach
    void close() throws Exception {
        database.close();
        line.close();
        STORE.empty("platforms");
    }

    @Test
    void a_statement_in_hand_counts_as_lost_and_the_pool_gets_through_when_the_line_is_back()
            throws Exception {
        var transactions = new JdbcTransactions(database.jdbi());

        assertThatThrownBy(
                        () ->
                                transactions.within(
                                        () -> {
                                            touch();
                                            line.hang();
                                            touch();
                                        }))
                .isInstanceOf(OwnStoreUnavailable.class);
        assertThat(database.answers()).isFalse();
        line.mend();

        transactions.within(this::touch);
        assertThat(database.answers()).isTrue();
    }

    @Test
    void the_server_takes_the_locks_back_from_a_process_that_vanished() {
        var transactions = new JdbcTransactions(database.jdbi());
        assertThatThrownBy(
                        () ->
                                transactions.within(
                                        () -> {
                                            touch();
                                            line.hang();
                                            touch();
                                        }))
                .isInstanceOf(OwnStoreUnavailable.class);

        // On a line of its own; the server's default would be to wait for eight hours.
        int touched =
                STORE.jdbi()
                        .withHandle(
                                handle -> {
                                    handle.execute("SET SESSION innodb_lock_wait_timeout = 20");
                                    return handle.execute(
                                            "UPDATE platforms SET last_request_id = 9");
                                });

        assertThat(touched).isEqualTo(1);
    }

    @Test
    void a_migration_may_be_silent_for_longer_than_a_statement() throws Exception {
        var empty = STORE.database(Access.DATA) + "_empty";
        STORE.jdbi().useHandle(handle -> handle.execute("CREATE DATABASE " + empty));

        try (var migrated = open(empty, "db/unhurried")) {
            assertThatThrownBy(
                            () ->
                                    migrated.jdbi()
                                            .useHandle(handle -> handle.execute("DO SLEEP(2)")))
                    .hasRootCauseInstanceOf(SocketTimeoutException.class);
        }
    }

    private void touch() {
        database.jdbi()
                .useHandle(handle -> handle.execute("UPDATE platforms SET last_request_id = 1"));
    }

    private Database open(String name, String migrations) {
        var at = "jdbc:mariadb://127.0.0.1:" + line.port() + "/" + name;
        var settings =
                new SettingsReader()
                        .commandLine(
                                Map.of(
                                        "store.connect-timeout",
                                        "1s",
                                        "store.longest-silence",
                                        "1s"))
                        .read(Path.of("").toAbsolutePath());
        return Database.open(
                Stores.patient(at + "?sslMode=disable", settings.store()),
                Access.DATA,
                STORE.password(Access.DATA),
                migrations,
                2);
    }
}
