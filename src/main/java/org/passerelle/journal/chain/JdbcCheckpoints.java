package org.passerelle.journal.chain;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The table {@code journal_checkpoints}. */
public final class JdbcCheckpoints {
    private static final String SELECT =
            "SELECT document, key_id, signature, number FROM journal_checkpoints ";

    private final Jdbi jdbi;

    public JdbcCheckpoints(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    Optional<SignedCheckpoint> last() {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(SELECT + "ORDER BY number DESC LIMIT 1")
                                .map((row, context) -> signed(row))
                                .findOne());
    }

    void add(SignedCheckpoint signed) {
        var checkpoint = signed.checkpoint();
        var text = signed.signed();
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "INSERT INTO journal_checkpoints (number, last_sequence, document, key_id,"
                                                + " signature, taken_at) VALUES (:number, :last, :document, :key,"
                                                + " :signature, :at)")
                                .bind("number", checkpoint.number())
                                .bind("last", checkpoint.last())
                                .bind("document", text.bytes())
                                .bind("key", text.keyId())
                                .bind("signature", Base64.getDecoder().decode(text.signature()))
                                .bind("at", checkpoint.at())
                                .execute());
    }

    /** Ascending by number, from after the given one. */
    Page after(long number, int limit) {
        var last = new long[] {number};
        var signed =
                jdbi.withHandle(
                        handle ->
                                handle.createQuery(
                                                SELECT
                                                        + "WHERE number > :number ORDER BY number LIMIT :limit")
                                        .bind("number", number)
                                        .bind("limit", limit)
                                        .map(
                                                (row, context) -> {
                                                    last[0] = row.getLong(4);
                                                    return signed(row);
                                                })
                                        .list());
        return new Page(signed, last[0]);
    }

    /**
     * @param lastNumber of the last row, whatever its document says
     */
    record Page(List<SignedCheckpoint> signed, long lastNumber) {}

    /** What the second place does not have yet, ascending. */
    List<SignedCheckpoint> unwritten(int limit) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        SELECT
                                                + "WHERE written_at IS NULL ORDER BY number LIMIT :limit")
                                .bind("limit", limit)
                                .map((row, context) -> signed(row))
                                .list());
    }

    void written(long number, Instant at) {
        jdbi.useHandle(
                handle ->
                        handle.execute(
                                "UPDATE journal_checkpoints SET written_at = ? WHERE number = ?",
                                at,
                                number));
    }

    /** The second place begins anew: it is given all of them again. */
    void unwriteAll() {
        jdbi.useHandle(
                handle -> handle.execute("UPDATE journal_checkpoints SET written_at = NULL"));
    }

    /** Those the second place should have, and those it has not been given yet. */
    Counts counts() {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT COUNT(written_at), COUNT(*) - COUNT(written_at) FROM journal_checkpoints")
                                .map((row, context) -> new Counts(row.getLong(1), row.getLong(2)))
                                .one());
    }

    /** How many checkpoints the second place was given, and how many wait. */
    record Counts(long written, long waiting) {}

    private static SignedCheckpoint signed(ResultSet row) throws SQLException {
        long number = row.getLong(4);
        var signed =
                new SignedText(
                        new String(row.getBytes(1), StandardCharsets.UTF_8),
                        row.getString(2),
                        Base64.getEncoder().encodeToString(row.getBytes(3)));
        return SignedCheckpoint.of(signed)
                .orElseGet(() -> SignedCheckpoint.unreadable(number, signed));
    }
}
