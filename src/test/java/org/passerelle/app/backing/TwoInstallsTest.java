package org.passerelle.app.backing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several new data folders are installed and started at the same moment. */
class TwoInstallsTest {
    @TempDir Path folder;

    @Test
    void two_servers_installed_at_the_same_moment_are_two_servers() throws Exception {
        var together = new CyclicBarrier(2);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var starts = new ArrayList<Callable<EmbeddedMariaDb>>();
            for (int n = 0; n < 2; n++) {
                var own = folder.resolve("store-" + n);
                starts.add(
                        () -> {
                            together.await();
                            return EmbeddedMariaDb.start(own, false);
                        });
            }
            var started = threads.invokeAll(starts);
            try (var one = started.getFirst().get();
                    var other = started.getLast().get()) {
                assertThat(one.access().port()).isNotEqualTo(other.access().port());
                assertThat(one.isAlive()).isTrue();
                assertThat(other.isAlive()).isTrue();
            }
        }
    }

    @Test
    void a_port_that_another_server_took_meanwhile_is_left_to_it() throws Exception {
        try (var first = EmbeddedMariaDb.start(folder.resolve("first"), false)) {
            int taken = first.access().port();
            var ports = List.of(taken, MariaDbInstallation.freePort()).iterator();

            try (var second = EmbeddedMariaDb.start(folder.resolve("second"), false, ports::next)) {
                assertThat(second.access().port()).isNotEqualTo(taken);
                assertThat(second.isAlive()).isTrue();
                assertThat(enters(second.access().port(), second.access())).isTrue();
                assertThat(enters(taken, second.access())).isFalse();
                assertThat(enters(taken, first.access())).isTrue();
            }
        }
    }

    private static boolean enters(int port, EmbeddedMariaDb.Access as) {
        try (var connection =
                DriverManager.getConnection(
                        "jdbc:mariadb://127.0.0.1:" + port + "/passerelle?sslMode=disable",
                        EmbeddedMariaDb.Access.DATA,
                        as.dataPassword())) {
            return connection.isValid(2);
        } catch (SQLException refused) {
            return false;
        }
    }
}
