package org.passerelle.app.watch;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** How much waits in the outbox, and since when. */
public final class JdbcOutboxAge {
    private final Jdbi jdbi;

    public JdbcOutboxAge(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public record Waiting(long messages, Optional<Instant> oldestAt) {}

    public Waiting waiting() {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT SUM(messages), MIN(created_at) FROM outbox_messages")
                                .map(
                                        (row, context) ->
                                                new Waiting(
                                                        row.getLong(1),
                                                        Optional.ofNullable(row.getTimestamp(2))
                                                                .map(at -> at.toInstant())))
                                .one());
    }
}
