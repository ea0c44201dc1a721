package org.passerelle.learning.polls;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.personaldata.PlatformKey;

/**
 * Runs that ended long ago and their tasks, on their way out.
 *
 * <p>They are looked for without a lock and deleted by their numbers: a DELETE that searches locks
 * rows and gaps of the runs under way in an order of its own, and polls ended in a deadlock.
 */
final class JdbcOldRuns {
    private final Jdbi jdbi;

    JdbcOldRuns(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Every platform that ever had a run, also those that are declared no more. */
    List<PlatformKey> platforms() {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery("SELECT DISTINCT platform FROM poll_runs")
                                .map((row, context) -> new PlatformKey(row.getString(1)))
                                .list());
    }

    /** The numbers of tasks of runs that ended before. */
    List<Long> tasks(PlatformKey platform, Instant ended, int most) {
        return numbers(
                "SELECT t.id FROM poll_tasks t JOIN poll_runs r ON r.id = t.run_id"
                        + " WHERE r.platform = :platform AND r.ended_at < :ended LIMIT :most",
                platform,
                ended,
                most);
    }

    /** The numbers of runs that ended before and wait for nobody's decision. */
    List<Long> runs(PlatformKey platform, Instant ended, int most) {
        return numbers(
                "SELECT id FROM poll_runs WHERE platform = :platform AND ended_at < :ended"
                        + " AND (hold IS NULL OR hold <> 'UNDECIDED') LIMIT :most",
                platform,
                ended,
                most);
    }

    private List<Long> numbers(String query, PlatformKey platform, Instant ended, int most) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(query)
                                .bind("platform", platform.value())
                                .bind("ended", ended)
                                .bind("most", most)
                                .mapTo(Long.class)
                                .list());
    }

    /** Under the lock of their platform. */
    void deleteTasks(List<Long> numbers) {
        delete("poll_tasks", numbers);
    }

    /** Under the lock of their platform. */
    void deleteRuns(List<Long> numbers) {
        delete("poll_runs", numbers);
    }

    private void delete(String table, List<Long> numbers) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate("DELETE FROM " + table + " WHERE id IN (<numbers>)")
                                .bindList("numbers", numbers)
                                .execute());
    }
}
