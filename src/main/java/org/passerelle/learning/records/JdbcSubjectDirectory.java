package org.passerelle.learning.records;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.keys.Compartment;
import org.passerelle.keys.MasterKey;
import org.passerelle.keys.SubjectKeys;
import org.passerelle.keys.SubjectKeys.Unsealed;
import org.passerelle.learning.AmbiguousLearnerNumber;
import org.passerelle.learning.SubjectDirectory;
import org.passerelle.messages.JdbcBatch;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;

/** The directory in {@code subjects}. */
public final class JdbcSubjectDirectory implements SubjectDirectory {
    private static final int BATCH = 1000;

    private final Jdbi jdbi;
    private final SubjectKeys keys;
    private final MasterKey master;
    private final SecureRandom random;
    private final Clock clock;
    private final RecentPseudonyms recent;

    public JdbcSubjectDirectory(
            Jdbi jdbi, SubjectKeys keys, MasterKey master, SecureRandom random, Clock clock) {
        this.jdbi = jdbi;
        this.keys = keys;
        this.master = master;
        this.random = random;
        this.clock = clock;
        this.recent = new RecentPseudonyms(clock);
    }

    @Override
    public Map<Long, SubjectId> pseudonyms(PlatformKey platform, Collection<Long> userIds) {
        var found = new HashMap<Long, SubjectId>();
        var asked = new HashMap<HexKey, Long>();
        for (Long userId : userIds) {
            recent.find(platform, userId)
                    .ifPresentOrElse(
                            subject -> found.put(userId, subject),
                            () -> asked.put(new HexKey(userHash(platform, userId)), userId));
        }
        if (!asked.isEmpty()) {
            var looked = jdbi.inTransaction(handle -> findOrMake(handle, platform, asked));
            looked.forEach((userId, subject) -> recent.remember(platform, userId, subject));
            found.putAll(looked);
        }
        return found;
    }

    private Map<Long, SubjectId> findOrMake(
            Handle handle, PlatformKey platform, Map<HexKey, Long> asked) {
        var known = find(handle, asked);
        var missing = new HashMap<>(asked);
        missing.values().removeAll(known.keySet());
        if (!missing.isEmpty()) {
            insert(handle, platform, missing);
            // The insert waited for whoever made the same users, and reads see what is committed.
            known.putAll(find(handle, missing));
        }
        return known;
    }

    private Map<Long, SubjectId> find(Handle handle, Map<HexKey, Long> asked) {
        var found = new HashMap<Long, SubjectId>();
        var hashes = List.copyOf(asked.keySet());
        for (int from = 0; from < hashes.size(); from += BATCH) {
            var part = hashes.subList(from, Math.min(from + BATCH, hashes.size()));
            JdbcBatch.read(
                    handle,
                    "SELECT user_id_hash, subject_id FROM subjects WHERE user_id_hash IN ("
                            + JdbcRows.literals(part)
                            + ")",
                    row ->
                            found.put(
                                    asked.get(new HexKey(row.getBytes(1))),
                                    SubjectId.of(row.getBytes(2))));
        }
        return found;
    }

    private void insert(Handle handle, PlatformKey platform, Map<HexKey, Long> missing) {
        // One order for everybody, or two pollers that meet the same users lock each other out.
        var hashes = missing.keySet().stream().sorted().toList();
        var made = hashes.stream().map(hash -> SubjectId.random(random)).toList();
        keys.create(made);
        var clear = new ArrayList<Unsealed>(made.size());
        for (int i = 0; i < made.size(); i++) {
            clear.add(
                    new Unsealed(
                            made.get(i),
                            String.valueOf(missing.get(hashes.get(i))).getBytes(UTF_8)));
        }
        var sealed = keys.sealEach(clear);
        var now = Timestamp.from(clock.instant());
        var rows = IntStream.range(0, made.size()).boxed().toList();
        JdbcBatch.write(
                handle,
                "INSERT IGNORE INTO subjects (subject_id, platform, user_id_hash, sealed_user_id, created_at)"
                        + " VALUES (?, ?, ?, ?, ?)",
                rows,
                (statement, i) -> {
                    statement.setBytes(1, made.get(i).bytes());
                    statement.setString(2, platform.value());
                    statement.setBytes(3, hashes.get(i).bytes());
                    statement.setBytes(4, sealed.get(i).orElseThrow());
                    statement.setTimestamp(5, now);
                });
    }

    @Override
    public OptionalLong platformUserId(SubjectId subject) {
        return jdbi.withHandle(
                        handle ->
                                handle.createQuery(
                                                "SELECT sealed_user_id FROM subjects"
                                                        + " WHERE subject_id = :subject AND erased_at IS NULL")
                                        .bind("subject", subject.bytes())
                                        .mapTo(byte[].class)
                                        .findOne())
                .flatMap(stored -> keys.open(subject, Compartment.LIVE, stored))
                .map(clear -> OptionalLong.of(Long.parseLong(new String(clear, UTF_8))))
                .orElse(OptionalLong.empty());
    }

    @Override
    public Map<SubjectId, Long> platformUserIds(Collection<SubjectId> subjects) {
        if (subjects.isEmpty()) {
            return Map.of();
        }
        var sealed = new HashMap<SubjectId, byte[]>();
        jdbi.useHandle(
                handle ->
                        JdbcBatch.read(
                                handle,
                                "SELECT subject_id, sealed_user_id FROM subjects WHERE erased_at IS NULL"
                                        + " AND subject_id IN ("
                                        + JdbcRows.literals(
                                                subjects.stream()
                                                        .map(subject -> new HexKey(subject.bytes()))
                                                        .toList())
                                        + ")",
                                row -> sealed.put(SubjectId.of(row.getBytes(1)), row.getBytes(2))));
        var ids = new HashMap<SubjectId, Long>();
        keys.openAll(sealed)
                .forEach(
                        (subject, clear) ->
                                ids.put(subject, Long.parseLong(new String(clear, UTF_8))));
        return ids;
    }

    @Override
    public Optional<PlatformKey> platformOf(SubjectId subject) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT platform FROM subjects WHERE subject_id = :subject")
                                .bind("subject", subject.bytes())
                                .mapTo(String.class)
                                .findOne()
                                .map(PlatformKey::new));
    }

    @Override
    public Optional<SubjectId> byLearnerNumber(PlatformKey platform, String idnumber) {
        return jdbi
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                "SELECT subject_id FROM subjects WHERE idnumber_hash = :hash"
                                                        + " AND erased_at IS NULL ORDER BY created_at LIMIT 2")
                                        .bind("hash", learnerNumberHash(platform, idnumber))
                                        .mapTo(byte[].class)
                                        .list())
                .stream()
                .map(SubjectId::of)
                .reduce(JdbcSubjectDirectory::onlyOne);
    }

    private static SubjectId onlyOne(SubjectId first, SubjectId second) {
        throw new AmbiguousLearnerNumber(first, second);
    }

    /** Records which learner numbers belong to whom; a number that went away is forgotten. */
    public void learnerNumbers(PlatformKey platform, Map<SubjectId, String> numbers) {
        if (numbers.isEmpty()) {
            return;
        }
        // In the order in which everybody locks subjects, or a poll and a re-evaluation of clocks
        // lock each other out.
        var ordered =
                numbers.entrySet().stream()
                        .sorted(Comparator.comparing(number -> number.getKey().toString()))
                        .toList();
        jdbi.useHandle(
                handle ->
                        JdbcBatch.write(
                                handle,
                                "UPDATE subjects SET idnumber_hash = ? WHERE subject_id = ?",
                                ordered,
                                (statement, number) -> {
                                    if (number.getValue().isBlank()) {
                                        statement.setNull(1, Types.BINARY);
                                    } else {
                                        statement.setBytes(
                                                1, learnerNumberHash(platform, number.getValue()));
                                    }
                                    statement.setBytes(2, number.getKey().bytes());
                                }));
    }

    /**
     * Cuts the link between the pseudonym and the person for good. The empty row stays, so that the
     * pseudonym in the journal still names its platform; a person who comes back gets a new one.
     */
    int forget(SubjectId subject) {
        int rows =
                jdbi.withHandle(
                        handle ->
                                handle.createUpdate(
                                                "UPDATE subjects SET user_id_hash = :noone, sealed_user_id = '',"
                                                        + " idnumber_hash = NULL, erased_at = :now"
                                                        + " WHERE subject_id = :subject AND erased_at IS NULL")
                                        .bind("noone", master.hash("erased", subject.toString()))
                                        .bind("now", clock.instant())
                                        .bind("subject", subject.bytes())
                                        .execute());
        recent.forget(subject);
        return rows;
    }

    private byte[] userHash(PlatformKey platform, Long userId) {
        return master.hash(platform.value(), userId.toString());
    }

    private byte[] learnerNumberHash(PlatformKey platform, String idnumber) {
        return master.hash(platform.value(), "idnumber", idnumber.strip().toLowerCase(Locale.ROOT));
    }

    /** What was looked up a moment ago: a reader asks for the same users course by course. */
    private static final class RecentPseudonyms {
        private static final int MOST = 50_000;
        private static final long SECONDS = 300;

        private record Asked(PlatformKey platform, Long userId) {}

        private record Known(SubjectId subject, long until) {}

        private final Map<Asked, Known> known = new ConcurrentHashMap<>();
        private final Clock clock;

        RecentPseudonyms(Clock clock) {
            this.clock = clock;
        }

        Optional<SubjectId> find(PlatformKey platform, Long userId) {
            return Optional.ofNullable(known.get(new Asked(platform, userId)))
                    .filter(entry -> entry.until() > clock.instant().getEpochSecond())
                    .map(Known::subject);
        }

        void remember(PlatformKey platform, Long userId, SubjectId subject) {
            if (known.size() >= MOST) {
                known.clear();
            }
            known.put(
                    new Asked(platform, userId),
                    new Known(subject, clock.instant().getEpochSecond() + SECONDS));
        }

        void forget(SubjectId subject) {
            known.values().removeIf(entry -> entry.subject().equals(subject));
        }
    }
}
