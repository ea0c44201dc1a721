package org.passerelle.archive;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.passerelle.decisions.JdbcDecisions;
import org.passerelle.journal.JdbcJournal;
import org.passerelle.keys.SubjectKeys;
import org.passerelle.learning.LearningRecords;
import org.passerelle.learning.records.JdbcSubjectDirectory;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.RecordKind;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.FactKey;
import org.passerelle.policy.pack.Packs;
import org.passerelle.retention.JdbcRetention;
import org.passerelle.retention.RetentionGround;
import org.passerelle.retention.facts.FactsDesk;
import org.passerelle.retention.facts.ProofFacts;
import org.passerelle.retention.standing.KeptUntil;
import org.passerelle.retention.standing.Standings;
import org.passerelle.testing.SettableClock;
import org.passerelle.testing.TestStore;

/** An archive on a real store, with learners whose records are given. */
public final class ArchiveFixture {
    public static final PlatformKey IMP = new PlatformKey("imp-moodle");
    public static final PlatformKey UPROMI = new PlatformKey("upromi-moodle");

    private static final Packs PACKS = Packs.load(Path.of("config"));
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Map<String, DataCategory> CATEGORIES =
            Map.of(
                    "lastName", DataCategory.IDENTITY,
                    "email", DataCategory.CONTACT,
                    "enrolledSince", DataCategory.ENROLMENT,
                    "lastAccess", DataCategory.ACCESS_TIME,
                    "completedOn", DataCategory.PROGRESS,
                    "grade", DataCategory.GRADE,
                    "feedback", DataCategory.FEEDBACK);

    public final SettableClock clock;
    public final SubjectKeys keys;
    public final Archive archive;
    public final JdbcDecisions decisions;
    public final FunderProofs proofs;
    public final CategoryFilings filings;
    public final ArchiveRounds rounds;
    public final KeptUntil kept;
    public final JdbcSubjectDirectory directory;
    private final TestStore store;
    private final FactsDesk facts;

    public ArchiveFixture(TestStore store, SettableClock clock) {
        this.store = store;
        this.clock = clock;
        keys = store.subjectKeys(clock);
        var journal = new JdbcJournal(store.jdbi(), clock);
        var retention = new RetentionGround(store.transactions(), PACKS, journal, clock);
        var tables = new JdbcRetention(store.jdbi(), store.master(), clock);
        directory = new JdbcSubjectDirectory(store.jdbi(), keys, store.master(), RANDOM, clock);
        facts = new FactsDesk(retention, tables, directory);
        kept = new KeptUntil(retention, tables);
        var told = new ProofFacts(retention, tables);
        var ground =
                new ArchiveGround(
                        store.transactions(), journal, new JdbcArchive(store.jdbi()), clock);
        Categories categories = (kind, field) -> Optional.ofNullable(CATEGORIES.get(field.value()));
        decisions = new JdbcDecisions(store.jdbi(), clock);
        archive =
                new Archive(
                        ground,
                        keys,
                        new ReadingRules(
                                key -> Optional.of(PACKS.pack(key)),
                                categories,
                                new Standings(retention, tables)::restricted,
                                decisions));
        proofs =
                new FunderProofs(
                        archive,
                        new FunderProofs.Sources(
                                kept,
                                new Given(),
                                categories,
                                (subject, course, today) -> told.archived(subject, course)));
        filings = new CategoryFilings(archive, new Given(), categories);
        rounds = new ArchiveRounds(ground, archive, proofs, directory);
    }

    /** A learner a poll has seen. */
    public record Learner(SubjectId subject, PlatformKey platform, String number) {}

    public Learner learner(PlatformKey platform) {
        var learner =
                new Learner(SubjectId.random(RANDOM), platform, "l-" + NUMBER.incrementAndGet());
        store.jdbi()
                .useHandle(
                        handle ->
                                handle.execute(
                                        "INSERT INTO subjects (subject_id, platform, user_id_hash, sealed_user_id, idnumber_hash,"
                                                + " created_at) VALUES (?, ?, ?, '', ?, ?)",
                                        learner.subject().bytes(),
                                        platform.value(),
                                        store.master().hash(learner.number()),
                                        store.master()
                                                .hash(
                                                        platform.value(),
                                                        "idnumber",
                                                        learner.number().toLowerCase(Locale.ROOT)),
                                        clock.instant()));
        return learner;
    }

    public void tell(Learner learner, FactKey key, String on, long course) {
        facts.accept(
                JsonNodeFactory.instance
                        .objectNode()
                        .put("id", "F-" + NUMBER.incrementAndGet())
                        .put("platform", learner.platform().value())
                        .put("learnerNumber", learner.number())
                        .put("key", key.key())
                        .put("on", on)
                        .put("source", "crm")
                        .put("course", course),
                "marie");
    }

    /** The same for everybody: two courses, with more than any funder may see. */
    private static final class Given implements LearningRecords {
        @Override
        public List<StoredRecord> of(SubjectId subject) {
            var records = new ArrayList<StoredRecord>();
            records.add(
                    record(
                            "user",
                            Optional.empty(),
                            Map.of("lastName", text("Exemple"), "email", text("zoe@imp.example"))));
            for (long course : List.of(7L, 8L)) {
                var id = Optional.of(new CourseId(course));
                records.add(
                        record(
                                "enrolment",
                                id,
                                Map.of("enrolledSince", text("2020-01-" + course))));
                records.add(
                        record(
                                "course-access",
                                id,
                                Map.of("lastAccess", text("access-" + course))));
                records.add(
                        record(
                                "course-completion",
                                id,
                                Map.of("completedOn", text("done-" + course))));
                records.add(
                        record(
                                "grade",
                                id,
                                Map.of(
                                        "grade",
                                        new FieldValue.Number(BigDecimal.TEN),
                                        "feedback",
                                        text("Bravo Zoé"))));
            }
            return records;
        }

        private static FieldValue text(String value) {
            return new FieldValue.Text(value);
        }

        private static StoredRecord record(
                String kind, Optional<CourseId> course, Map<String, FieldValue> fields) {
            var named = new java.util.HashMap<FieldName, FieldValue>();
            fields.forEach((name, value) -> named.put(new FieldName(name), value));
            return new StoredRecord(
                    new RecordKind(kind),
                    List.of("key"),
                    course,
                    1,
                    false,
                    named,
                    Instant.parse("2020-01-01T00:00:00Z"),
                    Instant.parse("2020-01-01T00:00:00Z"));
        }

        @Override
        public List<ObservedAccess> accesses(SubjectId subject) {
            return List.of();
        }

        @Override
        public Map<RecordKind, Long> counts(PlatformKey platform) {
            return Map.of();
        }

        @Override
        public List<SubjectId> subjectsAfter(PlatformKey platform, SubjectId after, int limit) {
            return List.of();
        }

        @Override
        public int eraseSubject(SubjectId subject) {
            return 0;
        }
    }
}
