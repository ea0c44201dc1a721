package org.passerelle.keys;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.passerelle.keys.JdbcMasterKeys.Stored;
import org.passerelle.keys.MasterVersion.State;
import org.passerelle.personaldata.OwnStoreUnavailable;

/**
 * The master keys of the file, by the version the keys database gives them.
 *
 * <p>Several are known during a rotation. The look-up key and the system key are derived from the
 * first one and then travel with each rotation, wrapped: keyed hashes stay what they are. A version
 * this process does not know yet is looked for in the file again, so another process may rotate
 * while this one runs. Thread-safe.
 */
public final class MasterKeys {
    private final JdbcMasterKeys rows;
    private final MasterKeyFile file;
    private final SecureRandom random;
    private final MasterKey secrets;
    private final Map<Integer, WrappingKey> known = new ConcurrentHashMap<>();

    /**
     * Makes the first master key when there is neither a file nor a key wrapped by one.
     *
     * @throws UnusableMasterKey when the key in use is not in the file
     */
    public static MasterKeys open(JdbcMasterKeys rows, MasterKeyFile file, SecureRandom random) {
        if (rows.all().isEmpty()) {
            var keys = file.read();
            var first = keys.isEmpty() ? fresh(random) : keys.getFirst();
            if (keys.isEmpty()) {
                file.add(first);
            }
            rows.insert(
                    1,
                    WrappingKey.fingerprint(first),
                    State.CURRENT,
                    new WrappingKey(1, first, random).wrap(MasterKey.secretsOf(first)));
        }
        return new MasterKeys(rows, file, random);
    }

    private MasterKeys(JdbcMasterKeys rows, MasterKeyFile file, SecureRandom random) {
        this.rows = rows;
        this.file = file;
        this.random = random;
        var stored = rows.all();
        learn(stored);
        this.secrets = MasterKey.ofSecrets(secrets(stored), random);
    }

    private byte[] secrets(List<Stored> stored) {
        var current = stored.stream().filter(Stored::wrapsNow).findFirst().orElseThrow();
        return Optional.ofNullable(known.get(current.version()))
                .flatMap(key -> current.secrets().flatMap(key::unwrap))
                .orElseThrow(
                        () ->
                                new UnusableMasterKey(
                                        "master key file "
                                                + file.path()
                                                + " does not hold version "
                                                + current.version()
                                                + ", which is in use; restore the file that belongs"
                                                + " to this keys database, or copy it from the"
                                                + " process that rotated the keys",
                                        null));
    }

    /** What outlives every rotation: hashes for look-ups, and the seal of what has no subject. */
    public MasterKey secrets() {
        return secrets;
    }

    /**
     * @throws OwnStoreUnavailable when the file of this process lacks it: a rotation began, and the
     *     file was not copied here yet
     */
    WrappingKey of(int version) {
        var key = known.get(version);
        if (key == null) {
            learn(rows.all());
            key = known.get(version);
        }
        return Optional.ofNullable(key)
                .orElseThrow(
                        () ->
                                new OwnStoreUnavailable(
                                        "version "
                                                + version
                                                + " of the master key is in use and is not in "
                                                + file.path()
                                                + "; copy that file from the process that rotated the"
                                                + " keys; the work is done again then",
                                        null));
    }

    private void learn(List<Stored> stored) {
        for (byte[] key : file.read()) {
            var fingerprint = WrappingKey.fingerprint(key);
            stored.stream()
                    .filter(row -> Arrays.equals(row.fingerprint(), fingerprint))
                    .forEach(
                            row ->
                                    known.put(
                                            row.version(),
                                            new WrappingKey(row.version(), key, random)));
        }
    }

    static byte[] fresh(SecureRandom random) {
        byte[] key = new byte[MasterKeyFile.KEY_BYTES];
        random.nextBytes(key);
        return key;
    }
}
