package org.passerelle.keys;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.keys.MasterVersion.State;

/**
 * The table {@code master_keys} of the keys database, and the re-wrapping of {@code subject_keys}.
 */
public final class JdbcMasterKeys {
    private final JdbcKeysDatabase database;
    private final Clock clock;

    public JdbcMasterKeys(Jdbi keysDatabase, Clock clock) {
        this.database = new JdbcKeysDatabase(keysDatabase);
        this.clock = clock;
    }

    /**
     * A version of the master key as stored.
     *
     * @param secrets empty once retired
     */
    record Stored(int version, byte[] fingerprint, State state, Optional<byte[]> secrets) {
        boolean wrapsNow() {
            return state == State.CURRENT;
        }
    }

    /**
     * The version that wraps now, which stays so until the caller's transaction ends: a rotation
     * begins only after it.
     */
    static int currentVersion(Handle handle) {
        return handle.createQuery(
                        "SELECT version FROM master_keys WHERE state = 'current' LOCK IN SHARE MODE")
                .mapTo(Integer.class)
                .one();
    }

    List<Stored> all() {
        return database.with(
                handle ->
                        handle.createQuery(
                                        "SELECT version, fingerprint, state, wrapped_secrets FROM master_keys"
                                                + " ORDER BY version")
                                .map(
                                        (row, context) ->
                                                new Stored(
                                                        row.getInt(1),
                                                        row.getBytes(2),
                                                        State.of(row.getString(3)),
                                                        Optional.ofNullable(row.getBytes(4))))
                                .list());
    }

    List<MasterVersion> versions() {
        return database.with(
                handle ->
                        handle.createQuery(
                                        "SELECT m.version, m.state, m.made_at, m.state_at, (SELECT COUNT(*) FROM subject_keys k"
                                                + " WHERE k.master_version = m.version AND k.wrapped_key IS NOT NULL)"
                                                + " FROM master_keys m ORDER BY m.version")
                                .map(
                                        (row, context) ->
                                                new MasterVersion(
                                                        row.getInt(1),
                                                        State.of(row.getString(2)),
                                                        row.getTimestamp(3).toInstant(),
                                                        row.getTimestamp(4).toInstant(),
                                                        row.getLong(5)))
                                .list());
    }

    /** Does nothing when another process was first. */
    void insert(int version, byte[] fingerprint, State state, byte[] secrets) {
        database.with(
                handle ->
                        handle.createUpdate(
                                        "INSERT IGNORE INTO master_keys (version, fingerprint, state, wrapped_secrets, made_at, state_at)"
                                                + " VALUES (:version, :fingerprint, :state, :secrets, :now, :now)")
                                .bind("version", version)
                                .bind("fingerprint", fingerprint)
                                .bind("state", state.key())
                                .bind("secrets", secrets)
                                .bind("now", clock.instant())
                                .execute());
    }

    /** One transaction: from its commit on, every process wraps under that version. */
    void makeCurrent(int version) {
        Instant now = clock.instant();
        database.within(
                handle -> {
                    move(handle, "state = 'former'", "state = 'current'", now);
                    int moved =
                            move(
                                    handle,
                                    "state = 'current'",
                                    "state = 'prepared' AND version = " + version,
                                    now);
                    if (moved == 0) {
                        throw new IllegalStateException(
                                "version "
                                        + version
                                        + " of the master key is not prepared any more; another"
                                        + " process began this rotation");
                    }
                    return moved;
                });
    }

    /**
     * Re-wraps keys of former versions in one transaction of their own.
     *
     * <p>Guarantee: a key that is destroyed meanwhile stays destroyed; killed at any instant, each
     * key is under one version or the other.
     *
     * @return how many were re-wrapped
     */
    int rewrap(int limit, Rewrapping rewrapping) {
        return database.within(
                handle -> {
                    int current = currentVersion(handle);
                    var rows =
                            handle.createQuery(
                                            "SELECT subject_id, compartment, wrapped_key, master_version FROM subject_keys"
                                                    + " WHERE wrapped_key IS NOT NULL AND master_version < :current"
                                                    + " LIMIT :limit FOR UPDATE")
                                    .bind("current", current)
                                    .bind("limit", limit)
                                    .map(
                                            (row, context) ->
                                                    new Wrapped(
                                                            row.getBytes(1),
                                                            row.getString(2),
                                                            rewrapping.rewrapped(
                                                                    row.getBytes(3),
                                                                    row.getInt(4),
                                                                    current)))
                                    .list();
                    store(handle, rows, current);
                    return rows.size();
                });
    }

    /** Takes wrapped bytes from one version of the master key to another. */
    @FunctionalInterface
    interface Rewrapping {
        byte[] rewrapped(byte[] wrapped, int from, int to);
    }

    private record Wrapped(byte[] subject, String compartment, byte[] key) {}

    private static void store(Handle handle, List<Wrapped> rows, int version) {
        if (rows.isEmpty()) {
            return;
        }
        var batch =
                handle.prepareBatch(
                        "UPDATE subject_keys SET wrapped_key = :key, master_version = :version"
                                + " WHERE subject_id = :subject AND compartment = :compartment AND wrapped_key IS NOT NULL");
        for (Wrapped row : rows) {
            batch.bind("key", row.key())
                    .bind("version", version)
                    .bind("subject", row.subject())
                    .bind("compartment", row.compartment())
                    .add();
        }
        batch.execute();
    }

    long remaining() {
        return database.with(
                handle ->
                        handle.createQuery(
                                        "SELECT COUNT(*) FROM subject_keys WHERE wrapped_key IS NOT NULL AND master_version"
                                                + " <> (SELECT version FROM master_keys WHERE state = 'current')")
                                .mapTo(Long.class)
                                .one());
    }

    /** Former versions wrap nothing any more, the secrets included. */
    void retireFormer() {
        database.with(
                handle ->
                        move(
                                handle,
                                "state = 'retired', wrapped_secrets = NULL",
                                "state = 'former' AND NOT EXISTS (SELECT 1 FROM subject_keys k"
                                        + " WHERE k.master_version = master_keys.version AND k.wrapped_key IS NOT NULL)",
                                clock.instant()));
    }

    /** False when that version is not retired. */
    boolean discard(int version) {
        return database.with(
                        handle ->
                                move(
                                        handle,
                                        "state = 'discarded'",
                                        "state = 'retired' AND version = " + version,
                                        clock.instant()))
                > 0;
    }

    private static int move(Handle handle, String change, String where, Instant now) {
        return handle.createUpdate(
                        "UPDATE master_keys SET " + change + ", state_at = :now WHERE " + where)
                .bind("now", now)
                .execute();
    }
}
