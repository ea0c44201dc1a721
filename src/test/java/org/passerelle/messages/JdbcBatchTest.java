package org.passerelle.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.passerelle.testing.TestStore;

class JdbcBatchTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    @BeforeEach
    void nothing() {
        STORE.empty("platforms");
    }

    @Test
    void what_is_written_in_one_round_trip_is_read_in_one() {
        write("first", "second");

        assertThat(read("SELECT platform FROM platforms ORDER BY platform"))
                .containsExactly("first", "second");
    }

    @Test
    void a_failure_names_the_state_and_quotes_no_value() {
        assertThatExceptionOfType(JdbcStatementFailed.class)
                .isThrownBy(() -> write("twice", "twice"))
                .withMessage("a statement over many rows failed with SQL state 23000");
        assertThatExceptionOfType(JdbcStatementFailed.class)
                .isThrownBy(() -> read("SELECT x'00ff' FROM nowhere"))
                .withMessage("a statement over many rows failed with SQL state 42S02");
    }

    private static void write(String... platforms) {
        STORE.jdbi()
                .useHandle(
                        handle ->
                                JdbcBatch.write(
                                        handle,
                                        "INSERT INTO platforms (platform) VALUES (?)",
                                        List.of(platforms),
                                        (statement, key) -> statement.setString(1, key)));
    }

    private static List<String> read(String sql) {
        var found = new ArrayList<String>();
        STORE.jdbi()
                .useHandle(
                        handle -> JdbcBatch.read(handle, sql, row -> found.add(row.getString(1))));
        return found;
    }
}
