package org.passerelle.keys;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.personaldata.SubjectId;

/**
 * The keys in their own database, reached with credentials of its own.
 *
 * <p>Errors: {@link org.passerelle.personaldata.OwnStoreUnavailable} while that database is away.
 */
public final class JdbcSubjectKeys implements SubjectKeys {
    private final JdbcKeysDatabase database;
    private final MasterKeys masters;
    private final SecureRandom random;
    private final Clock clock;

    public JdbcSubjectKeys(
            Jdbi keysDatabase, MasterKeys masters, SecureRandom random, Clock clock) {
        this.database = new JdbcKeysDatabase(keysDatabase);
        this.masters = masters;
        this.random = random;
        this.clock = clock;
    }

    @Override
    public void create(Collection<SubjectId> subjects) {
        create(subjects, Compartment.LIVE);
    }

    private void create(Collection<SubjectId> subjects, Compartment compartment) {
        if (subjects.isEmpty()) {
            return;
        }
        database.within(
                handle -> {
                    var master = masters.of(JdbcMasterKeys.currentVersion(handle));
                    var batch =
                            handle.prepareBatch(
                                    "INSERT IGNORE INTO subject_keys (subject_id, compartment, wrapped_key, master_version, created_at)"
                                            + " VALUES (:subject, :compartment, :key, :version, :now)");
                    for (SubjectId subject : subjects) {
                        byte[] key = new byte[32];
                        random.nextBytes(key);
                        batch.bind("subject", subject.bytes())
                                .bind("compartment", compartment.value())
                                .bind("key", master.wrap(key))
                                .bind("version", master.version())
                                .bind("now", clock.instant())
                                .add();
                    }
                    return batch.execute();
                });
    }

    @Override
    public byte[] seal(SubjectId subject, Compartment compartment, byte[] clear) {
        var key = key(subject, compartment);
        if (key.isEmpty()) {
            create(List.of(subject), compartment);
            key = key(subject, compartment);
        }
        return MasterKey.seal(key.orElseThrow(() -> new KeyDestroyed(subject)), clear, random);
    }

    @Override
    public Map<SubjectId, byte[]> sealAll(Map<SubjectId, byte[]> clear) {
        var keys = liveKeys(clear.keySet());
        var sealed = new HashMap<SubjectId, byte[]>();
        clear.forEach(
                (subject, value) ->
                        sealed.put(
                                subject,
                                Optional.ofNullable(keys.get(subject))
                                        .map(key -> MasterKey.seal(key, value, random))
                                        .orElseGet(() -> seal(subject, Compartment.LIVE, value))));
        return sealed;
    }

    @Override
    public List<Optional<byte[]>> sealEach(List<Unsealed> values) {
        var subjects = values.stream().map(Unsealed::subject).collect(Collectors.toSet());
        var keys = new HashMap<>(liveKeys(subjects));
        subjects.removeAll(keys.keySet());
        if (!subjects.isEmpty()) {
            create(subjects);
            keys.putAll(liveKeys(subjects));
        }
        return values.stream()
                .map(
                        value ->
                                Optional.ofNullable(keys.get(value.subject()))
                                        .map(key -> MasterKey.seal(key, value.clear(), random)))
                .toList();
    }

    private Map<SubjectId, SecretKeySpec> liveKeys(Collection<SubjectId> subjects) {
        if (subjects.isEmpty()) {
            return Map.of();
        }
        return database.with(
                handle -> {
                    var keys = new HashMap<SubjectId, SecretKeySpec>();
                    handle.createQuery(
                                    "SELECT subject_id, wrapped_key, master_version FROM subject_keys WHERE compartment = 'live'"
                                            + " AND wrapped_key IS NOT NULL AND subject_id IN (<ids>)")
                            .bindList("ids", subjects.stream().map(SubjectId::bytes).toList())
                            .map(
                                    (row, context) ->
                                            Map.entry(
                                                    SubjectId.of(row.getBytes(1)),
                                                    unwrap(row.getBytes(2), row.getInt(3))))
                            .forEach(entry -> keys.put(entry.getKey(), entry.getValue()));
                    return keys;
                });
    }

    @Override
    public Optional<byte[]> open(SubjectId subject, Compartment compartment, byte[] sealed) {
        return key(subject, compartment).flatMap(key -> MasterKey.open(key, sealed));
    }

    @Override
    public Map<SubjectId, byte[]> openAll(Map<SubjectId, byte[]> sealed) {
        var keys = liveKeys(sealed.keySet());
        var clear = new HashMap<SubjectId, byte[]>();
        sealed.forEach(
                (subject, value) ->
                        Optional.ofNullable(keys.get(subject))
                                .flatMap(key -> MasterKey.open(key, value))
                                .ifPresent(opened -> clear.put(subject, opened)));
        return clear;
    }

    @Override
    public List<Optional<byte[]>> openEach(List<Sealed> values) {
        var keys = liveKeys(values.stream().map(Sealed::subject).collect(Collectors.toSet()));
        return values.stream()
                .map(
                        value ->
                                Optional.ofNullable(keys.get(value.subject()))
                                        .flatMap(key -> MasterKey.open(key, value.bytes())))
                .toList();
    }

    @Override
    public void destroy(SubjectId subject, Compartment compartment) {
        database.with(
                handle ->
                        handle.createUpdate(
                                        "INSERT INTO subject_keys (subject_id, compartment, wrapped_key, created_at, destroyed_at)"
                                                + " VALUES (:subject, :compartment, NULL, :now, :now)"
                                                + " ON DUPLICATE KEY UPDATE wrapped_key = NULL,"
                                                + " destroyed_at = COALESCE(destroyed_at, VALUES(destroyed_at))")
                                .bind("subject", subject.bytes())
                                .bind("compartment", compartment.value())
                                .bind("now", clock.instant())
                                .execute());
    }

    private Optional<SecretKeySpec> key(SubjectId subject, Compartment compartment) {
        return database.with(
                handle ->
                        handle.createQuery(
                                        "SELECT wrapped_key, master_version FROM subject_keys WHERE subject_id = :subject"
                                                + " AND compartment = :compartment AND wrapped_key IS NOT NULL")
                                .bind("subject", subject.bytes())
                                .bind("compartment", compartment.value())
                                .map((row, context) -> unwrap(row.getBytes(1), row.getInt(2)))
                                .findOne());
    }

    private SecretKeySpec unwrap(byte[] wrapped, int version) {
        return new SecretKeySpec(
                masters.of(version)
                        .unwrap(wrapped)
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "a subject key cannot be unwrapped by version "
                                                        + version
                                                        + " of the master key; restore the master key"
                                                        + " file that belongs to this keys database")),
                "AES");
    }
}
