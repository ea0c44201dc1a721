package org.passerelle.failures;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Failed messages, their groups and their replays whose time is over, on their way out.
 *
 * <p>They are looked for without a lock and deleted by their numbers: a DELETE that searches locks
 * what it passes on the way, and would wait for every message that is being stored.
 */
final class JdbcOldFailures {
    private final Jdbi jdbi;

    JdbcOldFailures(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The numbers of messages whose row is over and that no replay is sending. */
    List<Long> messages(Instant now, int most) {
        return numbers(
                "SELECT id FROM failed_messages WHERE row_expires_at <= :when AND state <> 'REPLAYING'"
                        + " ORDER BY id LIMIT :most",
                now,
                most);
    }

    /** With their attempts; those that a replay took meanwhile stay. */
    void deleteMessages(List<Long> numbers) {
        jdbi.useHandle(
                handle -> {
                    var free =
                            select(
                                    handle,
                                    "SELECT id FROM failed_messages FORCE INDEX (PRIMARY) WHERE id IN (<numbers>)"
                                            + " AND state <> 'REPLAYING' ORDER BY id FOR UPDATE",
                                    numbers);
                    var attempts =
                            select(
                                    handle,
                                    "SELECT id FROM replay_attempts WHERE failed_message_id IN (<numbers>) ORDER BY id",
                                    free);
                    delete(handle, "replay_attempts", attempts);
                    delete(handle, "failed_messages", free);
                });
    }

    /** Groups that no message is in. */
    List<String> groups(int most) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT g.group_key FROM failure_groups g LEFT JOIN failed_messages m"
                                                + " ON m.group_key = g.group_key WHERE m.id IS NULL"
                                                + " ORDER BY g.group_key LIMIT :most")
                                .bind("most", most)
                                .mapTo(String.class)
                                .list());
    }

    /** A group that got a message meanwhile stays: storing one locks its group first. */
    void deleteGroup(String key) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "DELETE FROM failure_groups WHERE group_key = :key AND NOT EXISTS"
                                                + " (SELECT 1 FROM failed_messages WHERE group_key = :key)")
                                .bind("key", key)
                                .execute());
    }

    /** The numbers of replays that ended before and none of whose messages is left. */
    List<Long> replays(Instant ended, int most) {
        return numbers(
                "SELECT o.id FROM replay_operations o LEFT JOIN replay_attempts a ON a.operation_id = o.id"
                        + " WHERE o.state <> 'RUNNING' AND o.ended_at < :when AND a.id IS NULL"
                        + " ORDER BY o.id LIMIT :most",
                ended,
                most);
    }

    void deleteReplays(List<Long> numbers) {
        jdbi.useHandle(handle -> delete(handle, "replay_operations", numbers));
    }

    private List<Long> numbers(String query, Instant when, int most) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(query)
                                .bind("when", when)
                                .bind("most", most)
                                .mapTo(Long.class)
                                .list());
    }

    private static List<Long> select(Handle handle, String query, List<Long> numbers) {
        return numbers.isEmpty()
                ? List.of()
                : handle.createQuery(query).bindList("numbers", numbers).mapTo(Long.class).list();
    }

    private static void delete(Handle handle, String table, List<Long> numbers) {
        if (!numbers.isEmpty()) {
            handle.createUpdate("DELETE FROM " + table + " WHERE id IN (<numbers>)")
                    .bindList("numbers", numbers)
                    .execute();
        }
    }
}
