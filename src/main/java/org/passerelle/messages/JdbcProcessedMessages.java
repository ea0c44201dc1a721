package org.passerelle.messages;

import java.time.Clock;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;

/** The memory in {@code processed_messages}. */
public final class JdbcProcessedMessages implements ProcessedMessages {
    private final Jdbi jdbi;
    private final Clock clock;

    public JdbcProcessedMessages(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    @Override
    public boolean claim(String consumer, String businessId, String step, int attempt) {
        int inserted =
                jdbi.withHandle(
                        handle ->
                                handle.createUpdate(
                                                "INSERT IGNORE INTO processed_messages (consumer, business_id, step, attempt, processed_at)"
                                                        + " VALUES (:consumer, :id, :step, :attempt, :now)")
                                        .bind("consumer", consumer)
                                        .bind("id", businessId)
                                        .bind("step", step)
                                        .bind("attempt", attempt)
                                        .bind("now", clock.instant())
                                        .execute());
        return inserted == 1;
    }

    /**
     * Forgets what was processed before an instant, on the current transaction.
     *
     * @return how many, at most the limit
     */
    public int forget(Instant before, int limit) {
        return jdbi.withHandle(
                handle ->
                        handle.createUpdate(
                                        "DELETE FROM processed_messages WHERE processed_at < :before"
                                                + " ORDER BY processed_at LIMIT :limit")
                                .bind("before", before)
                                .bind("limit", limit)
                                .execute());
    }

    /** Whether any consumer has claimed this business id at or after an instant. */
    public boolean processedSince(String businessId, Instant since) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT EXISTS (SELECT 1 FROM processed_messages WHERE processed_at >= :since"
                                                + " AND business_id = :id)")
                                .bind("since", since)
                                .bind("id", businessId)
                                .mapTo(Boolean.class)
                                .one());
    }
}
