package org.passerelle.journal.chain;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.messages.JdbcBatch;
import org.passerelle.messages.JdbcStatementFailed;

/** Places in the chain: {@code journal_head} and the three last columns of journal_entries. */
public final class JdbcChain {
    private static final int ROWS_AT_ONCE = 5000;
    private static final String TEXT =
            "TIMESTAMPDIFF(MICROSECOND, '1970-01-01 00:00:00', at), organisation, actor, action,"
                    + " object, subject_id, outcome, details";

    private final Jdbi jdbi;

    public JdbcChain(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Locks where the chain ends; empty when another process is chaining. */
    Optional<ChainHead> lockHead() {
        return head(" FOR UPDATE SKIP LOCKED");
    }

    /** Waits for whoever is chaining, for prunes and restores. */
    ChainHead awaitHead() {
        return head(" FOR UPDATE").orElseThrow();
    }

    ChainHead readHead() {
        return head("").orElseThrow();
    }

    private Optional<ChainHead> head(String lock) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT sequence, entry_hash, seal FROM journal_head WHERE id = 1"
                                                + lock)
                                .map(
                                        (row, context) ->
                                                new ChainHead(
                                                        row.getLong(1),
                                                        ChainHash.of(row.getBytes(2)),
                                                        Optional.ofNullable(row.getBytes(3))
                                                                .map(ChainHash::of)))
                                .findOne());
    }

    void moveHead(ChainHead head) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "UPDATE journal_head SET sequence = :sequence, entry_hash = :hash, seal = :seal"
                                                + " WHERE id = 1")
                                .bind("sequence", head.sequence())
                                .bind("hash", head.hash().bytes())
                                .bind("seal", head.seal().orElseThrow().bytes())
                                .execute());
    }

    /** Committed entries without a place, in the order they were written. */
    List<WaitingEntry> waiting(int limit) {
        // Left to itself the server reads the table from its first entry on, to have them in order.
        return waiting(
                "FORCE INDEX (journal_by_sequence) WHERE sequence IS NULL ORDER BY id LIMIT "
                        + limit);
    }

    /** The entry this transaction has just appended. */
    WaitingEntry justAppended() {
        return waiting("WHERE id = LAST_INSERT_ID()").getFirst();
    }

    private List<WaitingEntry> waiting(String which) {
        var waiting = new ArrayList<WaitingEntry>();
        jdbi.useHandle(
                handle ->
                        JdbcBatch.read(
                                handle,
                                "SELECT id, " + TEXT + " FROM journal_entries " + which,
                                row -> waiting.add(new WaitingEntry(row.getLong(1), text(row)))));
        return waiting;
    }

    long countWaiting() {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT COUNT(*) FROM journal_entries WHERE sequence IS NULL")
                                .mapTo(Long.class)
                                .one());
    }

    /** Gives entries their places; all in one round trip. */
    void place(List<WaitingEntry> entries, List<ChainedEntry> places) {
        jdbi.useHandle(handle -> place(handle, entries, places));
    }

    private static void place(
            Handle handle, List<WaitingEntry> entries, List<ChainedEntry> places) {
        JdbcBatch.write(
                handle,
                "UPDATE journal_entries SET sequence = ?, previous_hash = ?, entry_hash = ? WHERE id = ?",
                IntStream.range(0, entries.size()).boxed().toList(),
                (update, at) -> {
                    var place = places.get(at);
                    update.setLong(1, place.sequence());
                    update.setBytes(2, place.previous().bytes());
                    update.setBytes(3, place.hash().bytes());
                    update.setLong(4, entries.get(at).id());
                });
    }

    /** Every entry from one place to another, in order; a few thousand at a time in memory. */
    void read(long first, long last, Consumer<ChainedEntry> reader) {
        for (long next = first; next <= last; next += ROWS_AT_ONCE) {
            long from = next;
            long to = Math.min(last, next + ROWS_AT_ONCE - 1);
            jdbi.useHandle(
                    handle ->
                            JdbcBatch.read(
                                    handle,
                                    "SELECT sequence, "
                                            + TEXT
                                            + ", previous_hash, entry_hash FROM journal_entries FORCE INDEX"
                                            + " (journal_by_sequence) WHERE sequence BETWEEN "
                                            + from
                                            + " AND "
                                            + to
                                            + " ORDER BY sequence",
                                    row -> reader.accept(chained(row))));
        }
    }

    /** The hashes of a range, in order, for a checkpoint. */
    MerkleRoot merkle(long first, long last) {
        var merkle = new MerkleRoot();
        jdbi.useHandle(
                handle ->
                        JdbcBatch.read(
                                handle,
                                "SELECT entry_hash FROM journal_entries FORCE INDEX (journal_by_sequence)"
                                        + " WHERE sequence BETWEEN "
                                        + first
                                        + " AND "
                                        + last
                                        + " ORDER BY sequence",
                                row -> merkle.add(ChainHash.of(row.getBytes(1)))));
        return merkle;
    }

    Optional<ChainHash> hashAt(long sequence) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT entry_hash FROM journal_entries WHERE sequence = :sequence")
                                .bind("sequence", sequence)
                                .map((row, context) -> hash(row, 1))
                                .findOne());
    }

    /** The first and the last place there are; empty when nothing is chained. */
    Optional<Extent> extent() {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT MIN(sequence), MAX(sequence) FROM journal_entries")
                                .map(
                                        (row, context) ->
                                                Optional.ofNullable(row.getObject(1))
                                                        .map(
                                                                first ->
                                                                        new Extent(
                                                                                ((Number) first)
                                                                                        .longValue(),
                                                                                lastOf(row))))
                                .one());
    }

    private static long lastOf(ResultSet row) {
        try {
            return row.getLong(2);
        } catch (SQLException e) {
            throw new JdbcStatementFailed(e);
        }
    }

    /** From and to, both within. */
    record Extent(long first, long last) {}

    /** Removes a range that was exported; the caller has written down that he does. */
    long prune(long first, long last) {
        long gone = 0;
        for (long from = first; from <= last; from += ROWS_AT_ONCE) {
            long begin = from;
            long end = Math.min(last, from + ROWS_AT_ONCE - 1);
            gone +=
                    jdbi.withHandle(
                            handle ->
                                    handle.execute(
                                            "DELETE FROM journal_entries WHERE sequence BETWEEN ? AND ?",
                                            begin,
                                            end));
        }
        return gone;
    }

    private static ChainedEntry chained(ResultSet row) throws SQLException {
        return new ChainedEntry(row.getLong(1), text(row), hash(row, 10), hash(row, 11));
    }

    /** From the second column on. */
    private static EntryText text(ResultSet row) throws SQLException {
        var subject = row.getBytes(7);
        return new EntryText(
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                subject == null ? "" : HexFormat.of().formatHex(subject),
                row.getString(8),
                new String(row.getBytes(9), StandardCharsets.UTF_8));
    }

    private static ChainHash hash(ResultSet row, int column) throws SQLException {
        var bytes = row.getBytes(column);
        return bytes == null ? ChainHash.of(new byte[0]) : ChainHash.of(bytes);
    }
}
