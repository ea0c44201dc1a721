package org.passerelle.keys;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.passerelle.keys.JdbcMasterKeys.Stored;
import org.passerelle.keys.MasterVersion.State;

/**
 * Puts every wrapped key under a new master key while all processes go on.
 *
 * <p>Guarantee: killed at any instant, every key can be opened with the file as it then is, and the
 * rotation goes on where it was. No value is sealed anew: only keys are wrapped anew.
 */
public final class Rotation {
    private final JdbcMasterKeys rows;
    private final MasterKeys masters;
    private final MasterKeyFile file;
    private final SecureRandom random;

    public Rotation(
            JdbcMasterKeys rows, MasterKeys masters, MasterKeyFile file, SecureRandom random) {
        this.rows = rows;
        this.masters = masters;
        this.file = file;
        this.random = random;
    }

    /** Every version there ever was, oldest first. */
    public List<MasterVersion> versions() {
        return rows.versions();
    }

    /** The version keys still have to be brought under; empty when no rotation is under way. */
    public Optional<Integer> underWay() {
        var stored = rows.all();
        return stored.stream().anyMatch(row -> row.state() == State.FORMER)
                ? stored.stream().filter(Stored::wrapsNow).map(Stored::version).findFirst()
                : Optional.empty();
    }

    /**
     * Makes the next master key and writes it to the file, to be copied to the other processes.
     * Repeatable: a prepared one is kept.
     *
     * @return its version
     */
    public int prepare() {
        var stored = rows.all();
        var prepared = stored.stream().filter(row -> row.state() == State.PREPARED).findFirst();
        if (prepared.isPresent()) {
            return prepared.get().version();
        }
        int version = stored.getLast().version() + 1;
        var key = MasterKeys.fresh(random);
        // The file first: a version without its key would open nothing.
        file.add(key);
        rows.insert(
                version,
                WrappingKey.fingerprint(key),
                State.PREPARED,
                new WrappingKey(version, key, random).wrap(masters.secrets().secrets()));
        masters.of(version);
        return version;
    }

    /** From now on keys are wrapped under the prepared version, in every process. */
    public int begin() {
        int version = prepare();
        masters.of(version);
        rows.makeCurrent(version);
        return version;
    }

    /**
     * Re-wraps some keys; the last call retires the former version.
     *
     * @return how many were re-wrapped, and how many wait
     */
    public Progress advance(int limit) {
        int done =
                rows.rewrap(
                        limit,
                        (wrapped, from, to) ->
                                masters.of(to)
                                        .wrap(
                                                masters.of(from)
                                                        .unwrap(wrapped)
                                                        .orElseThrow(
                                                                () ->
                                                                        new UnusableMasterKey(
                                                                                "a key cannot be unwrapped by version "
                                                                                        + from
                                                                                        + " of the master key, which is said to wrap it;"
                                                                                        + " it was altered: restore the keys database",
                                                                                null))));
        long remaining = rows.remaining();
        if (remaining == 0) {
            rows.retireFormer();
        }
        return new Progress(done, remaining);
    }

    /** How far a rotation is. */
    public record Progress(int rewrapped, long remaining) {
        public boolean finished() {
            return remaining == 0;
        }
    }

    /**
     * Takes a retired version out of the file of this process: no backup of the keys made before
     * can be opened any more.
     *
     * @return false when that version is not retired
     */
    public boolean discard(int version) {
        var stored = rows.all().stream().filter(row -> row.version() == version).findFirst();
        if (stored.isEmpty() || stored.get().state() != State.RETIRED) {
            return false;
        }
        file.read().stream()
                .filter(
                        key ->
                                Arrays.equals(
                                        WrappingKey.fingerprint(key), stored.get().fingerprint()))
                .forEach(file::remove);
        return rows.discard(version);
    }
}
