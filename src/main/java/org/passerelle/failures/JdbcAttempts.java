package org.passerelle.failures;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Attempts as rows, so that a restart, or another process, goes on counting.
 *
 * <p>A row outlives its message, which nobody tells us has gone through; it goes after a month.
 */
public final class JdbcAttempts implements Attempts {
    private static final Duration KEPT = Duration.ofDays(30);

    /** Longer than the longest pause before a message comes again. */
    private static final Duration LATELY = Duration.ofMinutes(10);

    private static final int MOST_AT_ONCE = 500;

    private final Jdbi jdbi;
    private final Clock clock;

    public JdbcAttempts(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** Messages that failed within the last ten minutes, by route and cause. */
    public record Trouble(String route, String cause, long messages, Instant lastAt) {}

    @Override
    public int oneMore(String message, String route, CauseText cause) {
        return jdbi.inTransaction(
                handle -> {
                    forgetOld(handle);
                    handle.createUpdate(
                                    "INSERT INTO delivery_attempts (message_id, attempts, route, cause, last_at)"
                                            + " VALUES (:message, 1, :route, :cause, :now)"
                                            + " ON DUPLICATE KEY UPDATE attempts = attempts + 1,"
                                            + " cause = VALUES(cause), last_at = VALUES(last_at)")
                            .bind("message", message)
                            .bind("route", route)
                            .bind("cause", cause.value())
                            .bind("now", clock.instant())
                            .execute();
                    return handle.createQuery(
                                    "SELECT attempts FROM delivery_attempts WHERE message_id = :id")
                            .bind("id", message)
                            .mapTo(Integer.class)
                            .one();
                });
    }

    /** What fails now, most messages first: perhaps a platform is away. */
    public List<Trouble> troubles() {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT route, cause, COUNT(*), MAX(last_at) FROM delivery_attempts"
                                                + " WHERE last_at > :since GROUP BY route, cause"
                                                + " ORDER BY COUNT(*) DESC, route LIMIT 20")
                                .bind("since", clock.instant().minus(LATELY))
                                .map(
                                        (row, context) ->
                                                new Trouble(
                                                        row.getString(1),
                                                        row.getString(2),
                                                        row.getLong(3),
                                                        row.getTimestamp(4).toInstant()))
                                .list());
    }

    private void forgetOld(Handle handle) {
        handle.execute(
                "DELETE FROM delivery_attempts WHERE last_at < ? LIMIT " + MOST_AT_ONCE,
                clock.instant().minus(KEPT));
    }
}
