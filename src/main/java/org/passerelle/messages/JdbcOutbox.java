package org.passerelle.messages;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The outbox in {@code outbox_messages}: written by duties, emptied by the dispatch route, which is
 * woken when a transaction that put something commits.
 */
public final class JdbcOutbox implements Outbox {
    private final Jdbi jdbi;
    private final Clock clock;
    private final OutboxBell bell;

    /** An outbox that wakes nobody: its messages go at the next interval. */
    public JdbcOutbox(Jdbi jdbi, Clock clock) {
        this(jdbi, clock, new OutboxBell());
    }

    public JdbcOutbox(Jdbi jdbi, Clock clock, OutboxBell bell) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.bell = bell;
    }

    @Override
    public void put(Collection<OutboxMessage> messages) {
        if (messages.isEmpty()) {
            return;
        }
        jdbi.useHandle(
                handle -> {
                    insert(handle, messages);
                    if (handle.isInTransaction()) {
                        handle.afterCommit(bell::ring);
                    } else {
                        bell.ring();
                    }
                });
    }

    private void insert(Handle handle, Collection<OutboxMessage> messages) {
        var now = Timestamp.from(clock.instant());
        JdbcBatch.write(
                handle,
                "INSERT INTO outbox_messages (transport_id, messages, body, created_at) VALUES (?, ?, ?, ?)",
                OutboxPack.of(messages),
                (statement, pack) -> {
                    statement.setString(1, pack.transportId());
                    statement.setInt(2, pack.messages().size());
                    statement.setBytes(3, pack.bytes());
                    statement.setTimestamp(4, now);
                });
    }

    /**
     * The oldest waiting messages, locked for the current transaction; rows another process holds
     * are skipped.
     *
     * @param limit messages; a few more come when the last row has more than one
     */
    public List<OutboxMessage> waiting(int limit) {
        return jdbi.withHandle(
                handle -> {
                    var rows = oldest(handle, limit);
                    return rows.isEmpty() ? List.of() : read(handle, rows);
                });
    }

    private record Row(long id, int messages) {}

    /** Ids first: their bodies may be large, and only as many are read as are sent. */
    private static List<Long> oldest(Handle handle, int limit) {
        var rows =
                handle.createQuery(
                                "SELECT id, messages FROM outbox_messages"
                                        + " ORDER BY id LIMIT :limit FOR UPDATE SKIP LOCKED")
                        .bind("limit", limit)
                        .map((row, context) -> new Row(row.getLong(1), row.getInt(2)))
                        .list();
        var ids = new ArrayList<Long>();
        int messages = 0;
        for (Row row : rows) {
            if (messages >= limit) {
                break;
            }
            ids.add(row.id());
            messages += row.messages();
        }
        return ids;
    }

    private static List<OutboxMessage> read(Handle handle, List<Long> ids) {
        return handle
                .createQuery("SELECT body FROM outbox_messages WHERE id IN (<ids>) ORDER BY id")
                .bindList("ids", ids)
                .map((row, context) -> OutboxPack.read(row.getBytes(1)).messages())
                .list()
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    /**
     * Removes what the broker has confirmed, on the current transaction.
     *
     * @param transportIds of all messages of one {@link #waiting}: rows go as they came, whole
     */
    public void sent(Collection<String> transportIds) {
        if (transportIds.isEmpty()) {
            return;
        }
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "DELETE o FROM outbox_messages o FORCE INDEX (outbox_by_transport_id)"
                                                + " WHERE o.transport_id IN (<ids>)")
                                .bindList("ids", List.copyOf(transportIds))
                                .execute());
    }
}
