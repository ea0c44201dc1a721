package org.passerelle.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.api.accounts.AccountName;
import org.passerelle.api.accounts.Accounts;
import org.passerelle.api.accounts.Grant;
import org.passerelle.api.accounts.JdbcAccounts;
import org.passerelle.api.accounts.JdbcPermissions;
import org.passerelle.api.accounts.Reviews;
import org.passerelle.api.accounts.Role;
import org.passerelle.api.accounts.SignIns;
import org.passerelle.archive.ArchiveFixture;
import org.passerelle.commands.CommandSettings;
import org.passerelle.commands.CommandState;
import org.passerelle.commands.CommandType;
import org.passerelle.commands.DeclaredPlatforms;
import org.passerelle.commands.Ground;
import org.passerelle.commands.Proposal;
import org.passerelle.commands.ProposalWatch;
import org.passerelle.commands.Recheck;
import org.passerelle.commands.desk.AskedCommands;
import org.passerelle.commands.desk.CommandDesk;
import org.passerelle.commands.desk.ProposalSheet;
import org.passerelle.commands.desk.RectificationDesk;
import org.passerelle.commands.desk.Rectifications;
import org.passerelle.commands.desk.UnenrolmentDesk;
import org.passerelle.commands.exchange.CommandKeys;
import org.passerelle.commands.exchange.Signer;
import org.passerelle.commands.issuing.Issuer;
import org.passerelle.commands.ledger.CommandCounts;
import org.passerelle.commands.ledger.CommandTables;
import org.passerelle.commands.ledger.JdbcCommandTables;
import org.passerelle.commands.ledger.SealedValues;
import org.passerelle.commands.receipts.JdbcReceiptTables;
import org.passerelle.commands.receipts.Receipts;
import org.passerelle.decisions.Explanations;
import org.passerelle.decisions.JdbcDecisions;
import org.passerelle.decisions.PolicyDesk;
import org.passerelle.disclosure.DisclosureFixture;
import org.passerelle.failures.FailedBodies;
import org.passerelle.failures.FailedMessages;
import org.passerelle.failures.JdbcAttempts;
import org.passerelle.failures.JdbcFailedMessages;
import org.passerelle.failures.JdbcReplays;
import org.passerelle.failures.ReplayJudge;
import org.passerelle.failures.ReplayPorts;
import org.passerelle.failures.Replays;
import org.passerelle.journal.EvidenceFixture;
import org.passerelle.journal.JdbcJournal;
import org.passerelle.keys.MasterKey;
import org.passerelle.learning.KindDescription;
import org.passerelle.learning.KnownPlatforms;
import org.passerelle.learning.PlatformDoctor;
import org.passerelle.learning.PlatformReader;
import org.passerelle.learning.ReadOutcome;
import org.passerelle.learning.ReadRequest;
import org.passerelle.learning.RecordSink;
import org.passerelle.learning.SiteIdentity;
import org.passerelle.learning.polls.JdbcLearningStore;
import org.passerelle.learning.polls.Polling;
import org.passerelle.learning.records.JdbcSubjectDirectory;
import org.passerelle.learning.storing.Storing;
import org.passerelle.messages.JdbcOutbox;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.Organisation;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.Platform;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.personaldata.Tier;
import org.passerelle.policy.PackVersion;
import org.passerelle.policy.RuleKey;
import org.passerelle.policy.pack.PackFolder;
import org.passerelle.policy.pack.Packs;
import org.passerelle.retention.JdbcRetention;
import org.passerelle.retention.RetentionGround;
import org.passerelle.retention.due.RetentionDue;
import org.passerelle.retention.due.RetentionForecast;
import org.passerelle.retention.facts.FactsDesk;
import org.passerelle.retention.facts.PendingFacts;
import org.passerelle.retention.holds.Holds;
import org.passerelle.retention.holds.WideHolds;
import org.passerelle.retention.standing.Standings;
import org.passerelle.testing.SettableClock;
import org.passerelle.testing.TestStore;

/** Every operation on a real store, with an account for each role. */
public final class DoorFixture {
    public static final OrganisationKey IMP = new OrganisationKey("imp-formation");
    public static final PlatformKey MOODLE = new PlatformKey("imp-moodle");

    public final SettableClock clock = new SettableClock("2026-11-21T08:00:00Z");
    public final Accounts accounts;
    public final SignIns signIns;
    public final FailedMessages failed;
    public final Replays replays;
    public final ProposalSheet sheet;
    public final CommandDesk desk;
    public final Api api;
    public final EvidenceFixture evidence;
    public final DisclosureFixture disclosure;
    private final JdbcSubjectDirectory directory;
    private final Jdbi jdbi;
    private final MasterKey master;

    public DoorFixture(TestStore store) {
        jdbi = store.jdbi();
        master = store.master();
        evidence = new EvidenceFixture(store, clock);
        directory =
                new JdbcSubjectDirectory(
                        store.jdbi(),
                        store.subjectKeys(clock),
                        store.master(),
                        new SecureRandom(),
                        clock);
        var journal = new JdbcJournal(store.jdbi(), clock);
        var accountRows = new JdbcAccounts(store.jdbi());
        accounts =
                new Accounts(
                        store.transactions(),
                        accountRows,
                        new Accounts.Mint(store.master(), new SecureRandom()),
                        journal,
                        clock,
                        365);
        signIns = new SignIns(store.transactions(), accountRows, store.master(), clock);
        var rows = new JdbcFailedMessages(store.jdbi());
        var replayRows = new JdbcReplays(store.jdbi());
        var bodies = new FailedBodies(store.subjectKeys(clock), store.master());
        failed = new FailedMessages(store.transactions(), rows, replayRows, bodies, journal, clock);
        replays =
                new Replays(
                        store.transactions(),
                        rows,
                        replayRows,
                        bodies,
                        new ReplayPorts(
                                new JdbcOutbox(store.jdbi(), clock),
                                question -> new ReplayJudge.Verdict.Allow(),
                                command -> command,
                                (id, since) -> false),
                        new Replays.Evidence(journal, clock));
        var ground =
                new Ground(
                        store.transactions(),
                        journal,
                        new JdbcOutbox(store.jdbi(), clock),
                        clock,
                        CommandSettings.defaults());
        var tables = JdbcCommandTables.commands(store.jdbi());
        var declared = new DeclaredPlatforms(List.of(organisation()));
        var issuer = new Issuer(ground, tables, signer(), new SecureRandom());
        sheet = new ProposalSheet(ground, tables, declared, issuer, ProposalWatch.NOBODY);
        desk =
                new CommandDesk(
                        ground,
                        tables,
                        declared,
                        issuer,
                        sheet,
                        proposal -> new Recheck.Verdict.StillDue());
        var operations = new ArrayList<Operation>();
        operations.addAll(
                new AccountOperations(
                                accounts,
                                new Reviews(
                                        store.transactions(),
                                        new Reviews.Tables(
                                                accountRows, new JdbcPermissions(store.jdbi())),
                                        journal,
                                        evidence.alerts,
                                        clock,
                                        365))
                        .all());
        operations.addAll(new FailedOperations(failed, replays).all());
        operations.addAll(new CommandOperations(desk).all());
        operations.addAll(rectifications(store, ground, declared, tables).all());
        operations.addAll(unenrolments(store, declared).all());
        operations.addAll(
                new ReceiptOperations(
                                new Receipts(ground, JdbcReceiptTables.receipts(store.jdbi())))
                        .all());
        operations.addAll(
                new JournalOperations(evidence.desk, evidence.segments, evidence.hygiene()).all());
        operations.addAll(new AlertOperations(evidence.alerts).all());
        operations.addAll(polls(store, journal));
        operations.addAll(retention(store, journal));
        operations.addAll(new DoorRights(store, clock, directory).all());
        operations.addAll(
                new WideHoldOperations(
                                new WideHolds(
                                        new RetentionGround(
                                                store.transactions(),
                                                Packs.load(Path.of("config")),
                                                journal,
                                                clock),
                                        new JdbcRetention(store.jdbi(), store.master(), clock)))
                        .all());
        var archives = new ArchiveFixture(store, clock);
        operations.addAll(
                new ArchiveOperations(
                                archives.archive,
                                archives.proofs,
                                archives.directory,
                                Packs.load(Path.of("config")))
                        .all());
        operations.addAll(new DoorCustody(store, clock, evidence).all());
        disclosure = new DisclosureFixture(store, clock);
        operations.addAll(DoorDisclosure.all(disclosure, accounts));
        operations.addAll(new DoctorOperations(PLATFORMS, platform -> FINDINGS).all());
        api = new Api(List.copyOf(operations), signIns);
    }

    private RectificationOperations rectifications(
            TestStore store, Ground ground, DeclaredPlatforms declared, CommandTables tables) {
        var values = new SealedValues(ground, tables, store.subjectKeys(clock), store.master());
        return new RectificationOperations(
                new RectificationDesk(new Rectifications(ground, sheet, values), asked(declared)),
                owners());
    }

    private static final AskedCommands.Pack PACK =
            new AskedCommands.Pack(new PackVersion(IMP, "2026-01"), ZoneId.of("Europe/Paris"));

    private AskedCommands asked(DeclaredPlatforms declared) {
        return new AskedCommands(
                declared,
                new AskedCommands.Accounts(directory::platformOf, platform -> Optional.of(PACK)),
                clock);
    }

    private UnenrolmentOperations unenrolments(TestStore store, DeclaredPlatforms declared) {
        return new UnenrolmentOperations(
                new UnenrolmentDesk(store.transactions(), sheet, asked(declared)), owners());
    }

    private Owners owners() {
        return new Owners(
                key -> Optional.ofNullable(PLATFORMS.byKey().get(key)).map(Platform::organisation),
                directory::platformOf);
    }

    private static final KnownPlatforms PLATFORMS = new KnownPlatforms(Map.of(MOODLE, moodle()));

    private static final List<PlatformDoctor.Finding> FINDINGS =
            List.of(
                    new PlatformDoctor.Finding("version", PlatformDoctor.Result.OK, "4.5", ""),
                    new PlatformDoctor.Finding(
                            "read-token",
                            PlatformDoctor.Result.MEND,
                            "the token is refused",
                            "Site administration > Server > Web services > Manage tokens"),
                    new PlatformDoctor.Finding(
                            "cron", PlatformDoctor.Result.CANNOT_BE_SEEN, "nothing tells", ""));

    private List<Operation> retention(TestStore store, JdbcJournal journal) {
        var ground =
                new RetentionGround(
                        store.transactions(), Packs.load(Path.of("config")), journal, clock);
        var tables = new JdbcRetention(store.jdbi(), store.master(), clock);
        var facts = new FactsDesk(ground, tables, directory);
        var due = new RetentionDue(ground, tables);
        var operations = new ArrayList<Operation>();
        operations.addAll(
                new FactOperations(
                                facts, new PendingFacts(ground, tables, directory, facts), owners())
                        .all());
        operations.addAll(
                new RetentionOperations(ground, due, new RetentionForecast(ground, tables, due))
                        .all());
        operations.addAll(
                new HoldOperations(
                                new Holds(ground, tables),
                                new DoorRights(store, clock, directory)::placedByRequest,
                                owners())
                        .all());
        operations.addAll(decisions(store, ground, tables));
        return operations;
    }

    private List<Operation> decisions(
            TestStore store, RetentionGround ground, JdbcRetention tables) {
        var standings = new Standings(ground, tables);
        var explanations =
                new Explanations(
                        store.transactions(),
                        subject ->
                                standings
                                        .of(subject)
                                        .map(
                                                known ->
                                                        new Explanations.Known(
                                                                known.pack(),
                                                                known.standing(),
                                                                known.evidence())),
                        Map.of(
                                new FieldName("gradeRaw"), DataCategory.GRADE,
                                new FieldName("email"), DataCategory.CONTACT),
                        new JdbcDecisions(store.jdbi(), clock),
                        clock);
        var desk =
                new PolicyDesk(
                        store.transactions(),
                        ground.packs(),
                        new PackFolder(Path.of("config"), List.of()),
                        ground.journal(),
                        clock);
        var operations = new ArrayList<>(new DecisionOperations(explanations).all());
        operations.addAll(new PolicyOperations(desk).all());
        return operations;
    }

    /** A learner that a poll has seen. */
    public SubjectId learner(String number) {
        var users = directory.pseudonyms(MOODLE, List.of((long) number.hashCode() & 0xffff));
        var subject = users.values().iterator().next();
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "UPDATE subjects SET idnumber_hash = :hash WHERE subject_id = :id")
                                .bind(
                                        "hash",
                                        master.hash(
                                                MOODLE.value(),
                                                "idnumber",
                                                number.toLowerCase(Locale.ROOT)))
                                .bind("id", subject.bytes())
                                .execute());
        return subject;
    }

    private List<Operation> polls(TestStore store, JdbcJournal journal) {
        var platforms = PLATFORMS;
        var polling =
                new Polling(
                        new Polling.Parts(
                                platforms,
                                new JdbcLearningStore(store.jdbi(), store.master(), clock),
                                directory,
                                new SilentReader(),
                                (platform, kind) -> {
                                    throw new IllegalStateException("no kind is asked for");
                                },
                                store.transactions(),
                                new JdbcOutbox(store.jdbi(), clock),
                                journal,
                                new Storing.Keys(store.master(), store.subjectKeys(clock)),
                                clock));
        var operations = new ArrayList<Operation>();
        operations.addAll(new PollOperations(platforms, polling.schedule(), polling.runs()).all());
        operations.addAll(
                new HealthOperations(
                                failed,
                                new JdbcAttempts(store.jdbi(), clock),
                                new CommandCounts(JdbcCommandTables.commands(store.jdbi())),
                                platforms,
                                polling.runs(),
                                new EvidenceHealth(evidence.desk, evidence.alerts))
                        .all());
        return operations;
    }

    /** A platform without any kind of record. */
    private static final class SilentReader implements PlatformReader {
        @Override
        public List<KindDescription> kinds(Platform platform) {
            return List.of();
        }

        @Override
        public ReadOutcome read(ReadRequest request, RecordSink sink) {
            throw new IllegalStateException("no kind is asked for");
        }

        @Override
        public SiteIdentity identify(Platform platform) {
            throw new IllegalStateException("no kind is asked for");
        }
    }

    private static Signer signer() {
        try {
            var folder =
                    Files.createTempDirectory(Files.createDirectories(Path.of("target")), "keys-");
            CommandKeys.createIfAbsent(
                    folder.resolve("signing.key"), folder.resolve("verification"));
            return CommandKeys.signer(folder.resolve("signing.key"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Organisation organisation() {
        return new Organisation(
                IMP,
                "IMP Formation",
                "FR",
                Optional.of(new Organisation.Officer("Invented Person", "dpo@imp.example")),
                List.of(moodle()));
    }

    private static Platform moodle() {
        return new Platform(
                MOODLE,
                IMP,
                URI.create("https://moodle.imp.example"),
                "FR",
                Tier.CORE,
                Path.of("read"),
                Optional.of(Path.of("command")),
                Set.of("student"),
                Map.of("enrolments", Duration.ofHours(1), "grades-full", Duration.ofHours(24)),
                Optional.empty(),
                List.of());
    }

    /** Puts one suspension on the sheet; its number. */
    public long propose(SubjectId subject) {
        sheet.propose(
                List.of(
                        new Proposal(
                                IMP,
                                MOODLE,
                                subject,
                                CommandType.SUSPEND,
                                Optional.empty(),
                                new RuleKey("retention/learning-space"),
                                "Durées de conservation",
                                new PackVersion(IMP, "1"),
                                LocalDate.of(2026, 11, 20),
                                "engine")));
        return desk.list(List.of(CommandState.PROPOSED), 0, 500).getLast().id().value();
    }

    /** A fresh account with these grants, such as {@code dpo@upromi}, and its token. */
    public String tokenOf(String name, String grant) {
        var addition =
                (Accounts.Addition.Added)
                        accounts.add(
                                new AccountName(name),
                                Set.of(Grant.of(grant)),
                                Accounts.USUAL_LIFE,
                                "test");
        return addition.issued().token().secret();
    }

    /** A fresh account of one role, and its token. */
    public String tokenOf(Role role) {
        var grant =
                role == Role.ARCHIVE_READER
                        ? Grant.of("archive-reader@imp-formation")
                        : Grant.everywhere(role);
        var name = new AccountName("test-" + role.key());
        var addition =
                (Accounts.Addition.Added)
                        accounts.add(name, Set.of(grant), Accounts.USUAL_LIFE, "test");
        return addition.issued().token().secret();
    }
}
