package org.passerelle.commands;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.commands.desk.CommandDesk;
import org.passerelle.commands.desk.ProposalSheet;
import org.passerelle.commands.desk.Rectifications;
import org.passerelle.commands.desk.Ruling;
import org.passerelle.commands.exchange.CommandKeys;
import org.passerelle.commands.exchange.Signer;
import org.passerelle.commands.exchange.Verifier;
import org.passerelle.commands.hands.InMemoryPlatform;
import org.passerelle.commands.hands.PlatformHands;
import org.passerelle.commands.issuing.Issuer;
import org.passerelle.commands.issuing.Upkeep;
import org.passerelle.commands.ledger.CommandTables;
import org.passerelle.commands.ledger.JdbcCommandTables;
import org.passerelle.commands.ledger.SealedValues;
import org.passerelle.commands.outcomes.ErasureClosing;
import org.passerelle.commands.outcomes.Outcomes;
import org.passerelle.commands.outcomes.OwnCopies;
import org.passerelle.commands.receipts.JdbcReceiptTables;
import org.passerelle.commands.receipts.ReceiptTables;
import org.passerelle.commands.receipts.Receipts;
import org.passerelle.commands.steps.CommandRun;
import org.passerelle.commands.steps.Execution;
import org.passerelle.commands.steps.Executor;
import org.passerelle.commands.steps.StepActs;
import org.passerelle.commands.steps.StepGate;
import org.passerelle.journal.JdbcJournal;
import org.passerelle.keys.SubjectKeys;
import org.passerelle.learning.RolesSeen;
import org.passerelle.messages.Address;
import org.passerelle.messages.JdbcOutbox;
import org.passerelle.messages.JdbcProcessedMessages;
import org.passerelle.messages.OutboxMessage;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.Platform;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.PackVersion;
import org.passerelle.policy.RuleKey;
import org.passerelle.testing.SettableClock;
import org.passerelle.testing.TestStore;

/**
 * The whole duty on a real store, with a platform in memory and a queue that a test pumps by hand.
 */
public final class CommandWorld {
    public static final OrganisationKey IMP = InventedOrganisations.IMP;
    public static final OrganisationKey NO_DPO = InventedOrganisations.NO_DPO;
    public static final PlatformKey MOODLE = InventedOrganisations.MOODLE;
    public static final PlatformKey OTHER = InventedOrganisations.OTHER;
    public static final RuleKey RULE = new RuleKey("retention/learning-space");
    public static final CourseId COURSE = new CourseId(7);
    public static final String[] TABLES = {
        "commands",
        "command_steps",
        "command_locks",
        "command_values",
        "receipts",
        "tombstones",
        "platform_erasures",
        "outbox_messages",
        "processed_messages",
        "journal_entries",
        "subjects"
    };

    public final SettableClock clock;
    private final Platform where;
    public final SecureRandom random = new SecureRandom();
    public final TestStore store;
    public final InMemoryPlatform platform = new InMemoryPlatform();
    public final Map<SubjectId, RolesSeen.Standing> roles = new HashMap<>();

    /** What whoever keeps decisions was told of. */
    public final List<CommandId> watched = new ArrayList<>();

    public final List<String> copiesErased = new ArrayList<>();
    public Recheck.Verdict verdict = new Recheck.Verdict.StillDue();

    /** Asked before commands act; a duty above may put its own in place. */
    public Recheck recheck = proposal -> verdict;

    /** Runs each time facts are asked again. */
    public Runnable whileAsked = () -> {};

    public final Ground ground;
    public final CommandTables tables;
    public final ReceiptTables receiptTables;
    public final JdbcOutbox outbox;
    public final SubjectKeys keys;
    public final Signer signer;
    public final Verifier verifier;
    public final Issuer issuer;
    public final ProposalSheet sheet;
    public final CommandDesk desk;
    public final SealedValues values;
    public final Rectifications rectifications;
    private Executor executor;
    public final Outcomes outcomes;
    public final Upkeep upkeep;
    public final Receipts receipts;

    public CommandWorld(TestStore store, Path folder) {
        this(store, folder, CommandSettings.defaults());
    }

    public CommandWorld(TestStore store, Path folder, CommandSettings settings) {
        this(
                store,
                folder,
                settings,
                new SettableClock("2026-03-09T10:15:30Z"),
                InventedOrganisations.moodle());
    }

    /** On a platform of the test's own: give {@link #executor(PlatformHands)} the hands for it. */
    public CommandWorld(
            TestStore store,
            Path folder,
            CommandSettings settings,
            SettableClock clock,
            Platform where) {
        this.store = store;
        this.clock = clock;
        this.where = where;
        outbox = new JdbcOutbox(store.jdbi(), clock);
        keys = store.subjectKeys(clock);
        ground =
                new Ground(
                        store.transactions(),
                        new JdbcJournal(store.jdbi(), clock),
                        outbox,
                        clock,
                        settings);
        tables = JdbcCommandTables.commands(store.jdbi());
        receiptTables = JdbcReceiptTables.receipts(store.jdbi());
        CommandKeys.createIfAbsent(folder.resolve("signing.key"), folder.resolve("verification"));
        signer = CommandKeys.signer(folder.resolve("signing.key"));
        verifier = CommandKeys.verifier(folder.resolve("verification"));
        issuer = new Issuer(ground, tables, signer, random);
        var declared = new DeclaredPlatforms(InventedOrganisations.with(where));
        sheet =
                new ProposalSheet(
                        ground, tables, declared, issuer, (id, proposal) -> watched.add(id));
        desk = new CommandDesk(ground, tables, declared, issuer, sheet, this::stillDue);
        values = new SealedValues(ground, tables, keys, store.master());
        rectifications = new Rectifications(ground, sheet, values);
        executor = executor(platform);
        outcomes = new Outcomes(ground, tables, processed(), issuer, closing());
        upkeep = new Upkeep(ground, tables, issuer);
        receipts = new Receipts(ground, receiptTables);
    }

    private Recheck.Verdict stillDue(Proposal proposal) {
        whileAsked.run();
        return recheck.stillDue(proposal);
    }

    public Executor executor() {
        return executor;
    }

    /** From now on commands are carried out by these hands. */
    public void use(PlatformHands hands) {
        executor = executor(hands);
    }

    public Executor executor(PlatformHands hands) {
        var declared = new DeclaredPlatforms(InventedOrganisations.with(where));
        var gate =
                new StepGate(
                        ground,
                        tables,
                        this::stillDue,
                        (where, subject) ->
                                roles.getOrDefault(subject, new RolesSeen.Standing.OnlyLearner()));
        var run = new CommandRun(ground, tables, gate, new StepActs(ground, tables, hands, values));
        return new Executor(ground, declared, verifier, run);
    }

    private JdbcProcessedMessages processed() {
        return new JdbcProcessedMessages(store.jdbi(), clock);
    }

    private ErasureClosing closing() {
        var copies =
                new OwnCopies() {
                    @Override
                    public String what() {
                        return "relevés d’apprentissage";
                    }

                    @Override
                    public int erase(PlatformKey where, SubjectId subject) {
                        copiesErased.add(where + "/" + subject);
                        return 4;
                    }
                };
        return new ErasureClosing(
                ground, receiptTables, issuer, keys, List.of(copies), where -> "fingerprint-1");
    }

    public SubjectId subject() {
        return known(SubjectId.random(random));
    }

    /** A subject that polls have seen. */
    public SubjectId known(SubjectId subject) {
        store.jdbi()
                .useHandle(
                        handle ->
                                handle.createUpdate(
                                                "INSERT INTO subjects (subject_id, platform, user_id_hash, sealed_user_id, created_at)"
                                                        + " VALUES (:id, 'imp-moodle', :hash, '', :now)")
                                        .bind("id", subject.bytes())
                                        .bind("hash", store.master().hash(subject.toString()))
                                        .bind("now", clock.instant())
                                        .execute());
        keys.create(List.of(subject));
        return subject;
    }

    public Proposal proposal(CommandType type, SubjectId subject) {
        return proposal(type, subject, new RuleKey("retention/by-hand"));
    }

    public Proposal proposal(CommandType type, SubjectId subject, RuleKey rule) {
        return new Proposal(
                IMP,
                MOODLE,
                subject,
                type,
                type == CommandType.UNENROL ? Optional.of(COURSE) : Optional.empty(),
                rule,
                "Durées de conservation, « Gestion de la plateforme »",
                new PackVersion(IMP, "2026.1"),
                LocalDate.of(2026, 3, 1),
                "engine");
    }

    public CommandId proposed(CommandType type, SubjectId subject) {
        return sheet.put(proposal(type, subject)).orElseThrow();
    }

    public CommandId approved(CommandType type, SubjectId subject) {
        var id = proposed(type, subject);
        var ruling = desk.approve(List.of(id), "claire").getFirst();
        if (!(ruling instanceof Ruling.Accepted)) {
            throw new AssertionError(ruling.toString());
        }
        return id;
    }

    public CommandId approvedFor(SubjectId subject, CourseId course) {
        var p = proposal(CommandType.UNENROL, subject);
        var id =
                sheet.put(
                                new Proposal(
                                        p.organisation(),
                                        p.platform(),
                                        p.subject(),
                                        p.type(),
                                        Optional.of(course),
                                        p.rule(),
                                        p.clause(),
                                        p.pack(),
                                        p.dueOn(),
                                        p.proposedBy()))
                        .orElseThrow();
        desk.approve(List.of(id), "claire");
        return id;
    }

    /** An erasure from proposal to receipt. */
    public CommandId erased(SubjectId subject) {
        var id = approved(CommandType.ERASE, subject);
        pump();
        platform.runCron();
        later(Duration.ofMinutes(6));
        return id;
    }

    /** Time passes, what is due is sent again and dealt with. */
    public void later(Duration duration) {
        clock.advance(duration);
        upkeep.reEmitDue();
        pump();
    }

    /** Delivers until the outbox is empty. */
    public void pump() {
        for (var next = waiting(); !next.isEmpty(); next = waiting()) {
            outbox.sent(next.stream().map(OutboxMessage::transportId).toList());
            next.forEach(this::deliver);
        }
    }

    /** Delivers the commands that wait; outcomes stay in the outbox. */
    public void pumpCommands() {
        var commands = waiting().stream().filter(m -> m.address() == Address.COMMANDS).toList();
        outbox.sent(commands.stream().map(OutboxMessage::transportId).toList());
        commands.forEach(this::execute);
    }

    /** What is in the outbox, which stays there. */
    public List<OutboxMessage> waiting() {
        return outbox.waiting(1000);
    }

    /** Takes what is in the outbox for one address; the rest is lost. */
    public List<OutboxMessage> take(Address address) {
        var all = waiting();
        outbox.sent(all.stream().map(OutboxMessage::transportId).toList());
        return all.stream().filter(message -> message.address() == address).toList();
    }

    public Execution execute(OutboxMessage message) {
        return executor.execute(message.headers(), message.body());
    }

    private void deliver(OutboxMessage message) {
        switch (message.address()) {
            case COMMANDS -> execute(message);
            case OUTCOMES -> outcomes.record(message.body());
            case POLLS, EVENTS, FACTS, FAILED -> throw new AssertionError(message.toString());
        }
    }

    public Command command(CommandId id) {
        return desk.show(id).orElseThrow().command();
    }

    public CommandState state(CommandId id) {
        return command(id).state();
    }

    public StepState step(CommandId id, StepName name) {
        return desk.show(id).orElseThrow().steps().stream()
                .filter(step -> step.name() == name)
                .findFirst()
                .orElseThrow()
                .state();
    }

    public long journalled(String action) {
        return store.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                "SELECT COUNT(*) FROM journal_entries WHERE action = :action")
                                        .bind("action", action)
                                        .mapTo(Long.class)
                                        .one());
    }
}
