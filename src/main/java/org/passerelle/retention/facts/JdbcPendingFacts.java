package org.passerelle.retention.facts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.keys.MasterKey;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.policy.FactKey;
import org.passerelle.retention.JdbcRetention;
import org.passerelle.retention.facts.FactOutcome.Why;

/** Facts that wait for their learner, in {@code pending_facts}, sealed under the master key. */
final class JdbcPendingFacts {
    private static final Duration KEPT = Duration.ofDays(365);

    private final Jdbi jdbi;
    private final MasterKey master;
    private final Clock clock;

    JdbcPendingFacts(JdbcRetention store) {
        this.jdbi = store.jdbi();
        this.master = store.master();
        this.clock = store.clock();
    }

    /**
     * @return until when it is kept; the same fact again changes nothing
     */
    Instant put(byte[] idHash, FactMessage fact, Why why) {
        var now = clock.instant();
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "INSERT IGNORE INTO pending_facts (id_hash, platform, fact_key, why, sealed, told_at,"
                                                + " expires_at) VALUES (:hash, :platform, :key, :why, :sealed, :now, :expires)")
                                .bind("hash", idHash)
                                .bind("platform", fact.platform().value())
                                .bind("key", fact.key().key())
                                .bind("why", why.key())
                                .bind(
                                        "sealed",
                                        master.seal(MessageCodec.encode(StoredFact.of(fact))))
                                .bind("now", now)
                                .bind("expires", now.plus(KEPT))
                                .execute());
        return now.plus(KEPT);
    }

    /** False when another fact waits under that id since before. */
    boolean holds(byte[] idHash, FactMessage fact) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery("SELECT sealed FROM pending_facts WHERE id_hash = :hash")
                                .bind("hash", idHash)
                                .mapTo(byte[].class)
                                .findOne()
                                .flatMap(master::open)
                                .map(clear -> MessageCodec.decode(clear, StoredFact.class))
                                .map(stored -> stored.message().equals(fact))
                                .orElse(true));
    }

    /** A page of a platform's facts that have not expired, in the order they were told. */
    List<Waiting> after(PlatformKey platform, long id, int limit) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT id, platform, fact_key, why, sealed, told_at, expires_at FROM pending_facts"
                                                + " WHERE platform = :platform AND id > :id AND expires_at > :now"
                                                + " ORDER BY id LIMIT :limit")
                                .bind("platform", platform.value())
                                .bind("id", id)
                                .bind("now", clock.instant())
                                .bind("limit", limit)
                                .map((row, context) -> waiting(row))
                                .list());
    }

    void remove(long id) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate("DELETE FROM pending_facts WHERE id = :id")
                                .bind("id", id)
                                .execute());
    }

    int expire() {
        return jdbi.withHandle(
                handle ->
                        handle.createUpdate("DELETE FROM pending_facts WHERE expires_at <= :now")
                                .bind("now", clock.instant())
                                .execute());
    }

    /**
     * @param message empty when the master key is another one than it was sealed with
     */
    record Waiting(
            long id,
            PlatformKey platform,
            FactKey key,
            Why why,
            Optional<FactMessage> message,
            Instant toldAt,
            Instant expiresAt) {}

    private Waiting waiting(ResultSet row) throws SQLException {
        return new Waiting(
                row.getLong(1),
                new PlatformKey(row.getString(2)),
                FactKey.of(row.getString(3)).orElseThrow(),
                Why.valueOf(row.getString(4).toUpperCase(Locale.ROOT).replace('-', '_')),
                master.open(row.getBytes(5))
                        .map(clear -> MessageCodec.decode(clear, StoredFact.class).message()),
                row.getTimestamp(6).toInstant(),
                row.getTimestamp(7).toInstant());
    }
}
