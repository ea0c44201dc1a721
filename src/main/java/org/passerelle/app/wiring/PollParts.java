package org.passerelle.app.wiring;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.passerelle.api.DoctorOperations;
import org.passerelle.api.PollOperations;
import org.passerelle.app.settings.Settings;
import org.passerelle.app.settings.SettingsProblem;
import org.passerelle.commands.ledger.JdbcCronEvidence;
import org.passerelle.commands.outcomes.OwnCopies;
import org.passerelle.learning.KindDescription;
import org.passerelle.learning.KnownPlatforms;
import org.passerelle.learning.LearningRecords;
import org.passerelle.learning.PlatformReader;
import org.passerelle.learning.polls.JdbcLearningStore;
import org.passerelle.learning.polls.Polling;
import org.passerelle.learning.records.JdbcLearningRecords;
import org.passerelle.learning.records.JdbcSubjectDirectory;
import org.passerelle.learning.runs.PollRun;
import org.passerelle.learning.sites.JdbcPlatformSlots;
import org.passerelle.learning.storing.Storing;
import org.passerelle.moodle.client.ClientSettings;
import org.passerelle.moodle.client.MoodleClients;
import org.passerelle.moodle.doctor.MoodleDoctor;
import org.passerelle.moodle.mapping.Mappings;
import org.passerelle.moodle.mapping.MoodleReader;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.Platform;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.RecordKind;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.Decision;
import org.passerelle.policy.Policies;
import org.passerelle.policy.Question;
import org.passerelle.policy.pack.Packs;
import org.passerelle.routes.PollStop;

/** The duty {@code learning}, put together. */
public final class PollParts {
    private final Ground ground;
    private final Packs packs;
    private final Mappings mappings;
    private final JdbcLearningStore store;
    private final JdbcSubjectDirectory directory;
    private final PlatformReader reader;
    private final Polling polling;

    PollParts(Ground ground, Declared declared, MoodleClients moodles) {
        this.ground = ground;
        this.packs = declared.packs();
        this.mappings = declared.mappings();
        this.store =
                new JdbcLearningStore(
                        ground.jdbi(),
                        ground.master(),
                        ground.clock(),
                        RetentionParts.restricted(ground, packs));
        this.directory =
                new JdbcSubjectDirectory(
                        ground.jdbi(),
                        ground.subjectKeys(),
                        ground.master(),
                        ground.random(),
                        ground.clock());
        this.reader = new MoodleReader(mappings, moodles, directory, ground.clock());
        requireKnownPolls();
        this.polling = new Polling(parts());
    }

    /**
     * @throws SettingsProblem for every interval in an {@code organisation.yaml} that reads nothing
     */
    private void requireKnownPolls() {
        var problems =
                packs.platforms().stream()
                        .flatMap(one -> PollKeys.problems(one, reader.kinds(one)).stream())
                        .toList();
        if (!problems.isEmpty()) {
            throw new SettingsProblem(problems);
        }
        packs.platforms().forEach(one -> PollKeys.warnOfUnread(one, reader.kinds(one)));
    }

    JdbcSubjectDirectory directory() {
        return directory;
    }

    Polling polling() {
        return polling;
    }

    /** Whether a run has ended, or is none any more. */
    boolean isOver(long run) {
        return polling.runs()
                .show(run)
                .filter(found -> found.state() != PollRun.State.ENDED)
                .isEmpty();
    }

    /** Which category a field of a kind of record has, as the mapping files say. */
    Optional<DataCategory> categoryOf(RecordKind kind, FieldName field) {
        return packs.platforms().stream()
                .flatMap(platform -> reader.kinds(platform).stream())
                .filter(description -> description.kind().equals(kind))
                .map(description -> description.fields().get(field))
                .filter(Objects::nonNull)
                .findFirst();
    }

    public LearningRecords records() {
        return new JdbcLearningRecords(ground.jdbi(), ground.subjectKeys(), directory);
    }

    /** What erasing a subject removes here. */
    OwnCopies ownCopies() {
        return new LearningCopies(records());
    }

    String fingerprint(PlatformKey platform) {
        return store.sites().fingerprint(platform);
    }

    /**
     * @param mayPoll false while a restore of our own store is not finished
     */
    PollStop stop(BooleanSupplier mayPoll) {
        return new PollStop(
                List.copyOf(packs.platforms()),
                polling,
                new PollStop.Slots(ground.transactions(), ground.processed(), ground.clock()),
                mayPoll);
    }

    PollOperations operations() {
        return new PollOperations(platforms(), polling.schedule(), polling.runs());
    }

    DoctorOperations examinations(MoodleClients moodles) {
        var doctor =
                new MoodleDoctor(
                        moodles, mappings, new JdbcCronEvidence(ground.jdbi()), ground.clock());
        return new DoctorOperations(platforms(), doctor);
    }

    /** Every field that a mapping of any platform knows of a learner, with its category. */
    Map<FieldName, DataCategory> fields() {
        var fields = new HashMap<FieldName, DataCategory>();
        for (Platform platform : packs.platforms()) {
            reader.kinds(platform).stream()
                    .filter(KindDescription::aboutSubjects)
                    .forEach(kind -> fields.putAll(kind.fields()));
        }
        return fields;
    }

    /**
     * What a platform has of learners: each kind of record with its fields and their categories.
     */
    Map<RecordKind, Map<FieldName, DataCategory>> kindsOf(PlatformKey platform) {
        return packs.platform(platform).stream()
                .flatMap(one -> reader.kinds(one).stream())
                .filter(KindDescription::aboutSubjects)
                .collect(Collectors.toMap(KindDescription::kind, KindDescription::fields));
    }

    private Polling.Parts parts() {
        return new Polling.Parts(
                platforms(),
                store,
                directory,
                reader,
                this::allowed,
                ground.transactions(),
                ground.outbox(),
                ground.journal(),
                new Storing.Keys(ground.master(), ground.subjectKeys()),
                ground.clock());
    }

    public static Path schema(Settings.Folders folders) {
        return folders.config().resolve("schemas/mapping.schema.json");
    }

    KnownPlatforms platforms() {
        return new KnownPlatforms(
                packs.platforms().stream()
                        .collect(Collectors.toMap(Platform::key, platform -> platform)));
    }

    private Decision allowed(Platform platform, KindDescription kind) {
        return Policies.decide(
                packs.pack(platform.organisation()),
                Question.polling(kind.fields(), ground.clock().instant()));
    }

    private record LearningCopies(LearningRecords records) implements OwnCopies {
        @Override
        public String what() {
            return "relevés d’apprentissage, accès et identité";
        }

        @Override
        public int erase(PlatformKey platform, SubjectId subject) {
            return records.eraseSubject(subject);
        }
    }

    /** The connections to every Moodle, with the slots all processes share. */
    static MoodleClients moodles(Ground ground) {
        var settings = ground.settings().moodle();
        var standard = ClientSettings.standard();
        var client =
                new ClientSettings(
                        settings.timeout(),
                        standard.timeouts(),
                        (long) settings.maxAnswerMegabytes() << 20,
                        standard.slowFactor(),
                        settings.longestRest(),
                        settings.plainHttpAllowed());
        var slots = new JdbcPlatformSlots(ground.jdbi(), ground.clock(), settings.requestsAtOnce());
        if (ground.settings().embedsStore()) {
            slots.freeAll();
        }
        return new MoodleClients(client, slots);
    }
}
