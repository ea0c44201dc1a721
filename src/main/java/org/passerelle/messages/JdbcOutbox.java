package org.passerelle.messages;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * The outbox in {@code outbox_messages}: written by duties, emptied by the dispatch route, which is
 * woken when a transaction that put something commits.
 */
public final class JdbcOutbox implements Outbox {
    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private static final String INSERT =
            "INSERT INTO outbox_messages (transport_id, address, headers, body, created_at)"
                    + " VALUES (?, ?, ?, ?, ?)";

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

    /** By JDBC itself, which sends the batch in one piece; a poll puts thousands at once. */
    private void insert(Handle handle, Collection<OutboxMessage> messages) {
        var now = Timestamp.from(clock.instant());
        // The headers of thousands of messages of one kind are the same few bytes.
        var headers = new HashMap<Map<String, String>, byte[]>();
        try (var batch = handle.getConnection().prepareStatement(INSERT)) {
            for (OutboxMessage message : messages) {
                batch.setString(1, message.transportId());
                batch.setString(2, message.address().name());
                batch.setBytes(3, headers.computeIfAbsent(message.headers(), MessageCodec::encode));
                batch.setBytes(4, message.body());
                batch.setTimestamp(5, now);
                batch.addBatch();
            }
            batch.executeBatch();
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(
                    e, handle.createUpdate(INSERT).getContext());
        }
    }

    /**
     * The oldest waiting messages, locked for the current transaction; rows another process holds
     * are skipped.
     */
    public List<OutboxMessage> waiting(int limit) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT transport_id, address, headers, body FROM outbox_messages"
                                                + " ORDER BY id LIMIT :limit FOR UPDATE SKIP LOCKED")
                                .bind("limit", limit)
                                .map(
                                        (row, context) ->
                                                new OutboxMessage(
                                                        row.getString(1),
                                                        Address.valueOf(row.getString(2)),
                                                        headers(row.getBytes(3)),
                                                        row.getBytes(4)))
                                .list());
    }

    /** Removes what the broker has confirmed, on the current transaction. */
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

    private static Map<String, String> headers(byte[] json) {
        try {
            return MessageCodec.json().readValue(json, HEADERS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
