package org.passerelle.learning.runs;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.learning.records.HexKey;
import org.passerelle.learning.records.JdbcRows;
import org.passerelle.messages.JdbcBatch;

/**
 * The rows of {@code staging}: which records each open run has seen, as keyed hashes, so that at
 * its end the missing ones are found by one comparison of sets.
 */
public final class JdbcStaging {
    private final Jdbi jdbi;

    JdbcStaging(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * REPLACE, because the driver sends a batch with ON DUPLICATE KEY row by row: six times as
     * long.
     */
    public void put(PollTask task, Collection<HexKey> keys) {
        jdbi.useHandle(
                handle ->
                        JdbcBatch.write(
                                handle,
                                "REPLACE INTO staging (run_id, key_hash, task_id) VALUES (?, ?, ?)",
                                keys,
                                (statement, key) -> {
                                    statement.setLong(1, task.run());
                                    statement.setBytes(2, key.bytes());
                                    statement.setLong(3, task.id());
                                }));
    }

    /** Which of these records another page of the run brought already. */
    public Set<HexKey> seenBefore(PollTask task, Collection<HexKey> keys) {
        var seen = new HashSet<HexKey>();
        jdbi.useHandle(
                handle ->
                        JdbcBatch.read(
                                handle,
                                "SELECT key_hash FROM staging WHERE run_id = "
                                        + task.run()
                                        + " AND task_id <> "
                                        + task.id()
                                        + " AND key_hash IN ("
                                        + JdbcRows.literals(keys)
                                        + ")",
                                row -> seen.add(new HexKey(row.getBytes(1)))));
        return seen;
    }

    /** Forgets what an earlier attempt of this task staged. */
    public void clear(PollTask task) {
        jdbi.useHandle(
                handle ->
                        handle.execute(
                                "DELETE FROM staging WHERE run_id = ? AND task_id = ?",
                                task.run(),
                                task.id()));
    }

    public void clear(long run) {
        jdbi.useHandle(handle -> handle.execute("DELETE FROM staging WHERE run_id = ?", run));
    }
}
