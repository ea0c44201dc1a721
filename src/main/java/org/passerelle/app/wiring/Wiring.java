package org.passerelle.app.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.passerelle.api.Api;
import org.passerelle.api.CommandOperations;
import org.passerelle.api.FailedOperations;
import org.passerelle.api.HealthOperations;
import org.passerelle.api.Owners;
import org.passerelle.api.ReceiptOperations;
import org.passerelle.app.outage.FailurePolicy;
import org.passerelle.app.settings.SettingsReader;
import org.passerelle.app.watch.EvidenceWatch;
import org.passerelle.app.watch.JdbcOutboxAge;
import org.passerelle.app.watch.Measures;
import org.passerelle.commands.DeclaredPlatforms;
import org.passerelle.commands.desk.AskedCommands;
import org.passerelle.commands.desk.CommandDesk;
import org.passerelle.commands.outcomes.OwnCopies;
import org.passerelle.decisions.JdbcDecisions;
import org.passerelle.failures.FailedMessages;
import org.passerelle.failures.JdbcAttempts;
import org.passerelle.failures.Replays;
import org.passerelle.learning.records.JdbcRolesSeen;
import org.passerelle.learning.runs.JdbcPollAges;
import org.passerelle.moodle.client.MoodleClients;
import org.passerelle.moodle.hands.MoodleHands;
import org.passerelle.personaldata.Platform;
import org.passerelle.policy.pack.Packs;
import org.passerelle.routes.CommandStop;
import org.passerelle.routes.FailureDrain;
import org.passerelle.routes.OutboxDispatch;
import org.passerelle.routes.ReplayEnds;
import org.passerelle.routes.RestStop;

/**
 * What exists and what it is made of: one page. Routes find the beans by the names given here; each
 * duty has a page of its own ({@link PollParts}, {@link RetentionParts}, {@link CommandParts},
 * {@link FailureParts}, {@link DoorParts}).
 *
 * <p>No decision is taken here; settings are handed on, ports meet their implementations.
 */
public final class Wiring implements AutoCloseable {
    private final Ground ground;
    private final Packs packs;
    private final MoodleClients moodles;
    private final PollParts polls;
    private final RetentionParts retention;
    private final RightsParts rights;
    private final CommandParts commands;
    private final DoorParts doors;
    private final JournalParts journal;
    private final HygieneParts hygiene;
    private final CustodyParts custody;
    private final DisclosureParts disclosure;
    private final ArchiveParts archive;
    private final ComebackParts comebacks;
    private final CommandDesk desk;
    private final FailedMessages failed;
    private final Replays replays;
    private final MeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    public Wiring(Ground ground, Declared declared) {
        this.ground = ground;
        this.packs = declared.packs();
        this.moodles = PollParts.moodles(ground);
        this.polls = new PollParts(ground, declared, moodles);
        this.retention = new RetentionParts(ground, packs, polls.directory());
        this.rights = new RightsParts(ground, packs, polls, retention);
        this.commands =
                new CommandParts(
                        ground,
                        new DeclaredPlatforms(packs.organisations()),
                        retention.decisions());
        var failures = new FailureParts(ground);
        this.doors = new DoorParts(ground);
        this.journal = new JournalParts(ground);
        this.hygiene = new HygieneParts(ground, packs, polls.records(), journal.alerts(), metrics);
        this.comebacks = new ComebackParts(ground, packs, polls, commands.sheet());
        this.archive = new ArchiveParts(ground, packs, polls, retention);
        this.custody = new CustodyParts(ground, journal, ownCopies());
        this.disclosure = new DisclosureParts(ground, packs, polls, retention, journal);
        this.desk = commands.desk(rights.recheck());
        this.failed = failures.messages();
        this.replays =
                failures.replays(
                        new TodaysJudge(
                                polls.directory(),
                                desk,
                                rights.recheck(),
                                polls::isOver,
                                new TodaysJudge.Rules(
                                        packs::packOf,
                                        retention.standings()::restricted,
                                        new JdbcDecisions(ground.jdbi(), ground.clock()),
                                        ground.clock())),
                        commands.resigner());
    }

    /** The beans of the YAML, by name. */
    public Map<String, Object> beans() {
        return new Beans()
                .bind(
                        "failurePolicy",
                        new FailurePolicy(ground.settings().delivery().maxAttempts(), attempts()))
                .bind("pollStop", polls.stop(custody::mayPoll))
                .bind("pollUpkeep", polls.polling().upkeep())
                .bind("retentionStop", retention.stop(commands.sheet(), rights.held()))
                .bind("outboxDispatch", outboxDispatch())
                .bind("commandStop", commandStop())
                .bind("commandUpkeep", commands.upkeep())
                .bind("messageUpkeep", FailureParts.messageUpkeep(ground))
                .bind("failureDrain", new FailureDrain(failed, polls.polling().tasks()))
                .bind("measures", measures())
                .bind("evidenceWatch", evidenceWatch())
                .bind("tombstoneDelivery", custody.delivery())
                .bind("archiveRounds", archive.rounds())
                .bind("tombstoneWatch", comebacks.watch())
                .bind("replays", replays)
                .bind("replayEnds", new ReplayEnds(replays))
                .bind(
                        "rightsStop",
                        rights.stop(commands, desk, disclosure.notices(), archive.archiving()))
                .bind("disclosureStop", disclosure.stop())
                .bind("permissionWatch", disclosure.watch(doors.reviews(journal.alerts())))
                .bind("restStop", new RestStop(api()))
                .all();
    }

    /** The {@code {{…}}} of the YAML: every setting under its key. */
    public Map<String, String> values() {
        return SettingsReader.asProperties(ground.settings());
    }

    public Ground ground() {
        return ground;
    }

    public DoorParts doors() {
        return doors;
    }

    public PollParts polls() {
        return polls;
    }

    public CommandParts commands() {
        return commands;
    }

    public CommandDesk desk() {
        return desk;
    }

    public FailedMessages failed() {
        return failed;
    }

    public Replays replays() {
        return replays;
    }

    /** Cancels calls under way at the platforms. */
    @Override
    public void close() {
        moodles.close();
        hygiene.close();
    }

    private CommandStop commandStop() {
        var others = others();
        return new CommandStop(commands.executor(others), commands.outcomes(others));
    }

    private Api api() {
        var duties = new ArrayList<>(doors.operations(journal.alerts()));
        duties.addAll(new FailedOperations(failed, replays).all());
        duties.addAll(polls.operations().all());
        duties.addAll(new CommandOperations(desk).all());
        duties.addAll(commands.broughtIn(accounts(), owners()));
        duties.addAll(new ReceiptOperations(commands.receipts()).all());
        duties.addAll(retention.operations(rights::placedByRequest, owners()));
        duties.addAll(rights.operations(commands, desk, disclosure.told()));
        duties.addAll(disclosure.operations(doors.accounts()));
        duties.addAll(
                new DecisionParts(ground, packs).operations(retention.standings(), polls.fields()));
        duties.addAll(polls.examinations(moodles).all());
        duties.addAll(health(failed).all());
        duties.addAll(journal.operations(hygiene.check()));
        duties.addAll(custody.operations());
        duties.addAll(archive.operations());
        duties.addAll(comebacks.operations());
        return doors.api(duties, disclosure::refused);
    }

    private JdbcAttempts attempts() {
        return new JdbcAttempts(ground.jdbi(), ground.clock());
    }

    private AskedCommands.Accounts accounts() {
        return new AskedCommands.Accounts(
                polls.directory()::platformOf,
                platform ->
                        packs.packOf(platform)
                                .map(it -> new AskedCommands.Pack(it.version(), it.zone())));
    }

    private Owners owners() {
        return new Owners(
                key -> packs.platform(key).map(Platform::organisation),
                polls.directory()::platformOf);
    }

    private HealthOperations health(FailedMessages failed) {
        return new HealthOperations(
                failed,
                attempts(),
                commands.counts(),
                polls.platforms(),
                polls.polling().runs(),
                journal.health());
    }

    private CommandParts.Others others() {
        var hands =
                new MoodleHands(
                        moodles,
                        polls.directory(),
                        ground.clock(),
                        ground.random(),
                        ground.settings().moodle().cronPause());
        return new CommandParts.Others(
                rights.recheck(),
                new JdbcRolesSeen(ground.jdbi()),
                hands,
                ownCopies(),
                polls::fingerprint);
    }

    private List<OwnCopies> ownCopies() {
        return List.of(polls.ownCopies(), retention.ownCopies());
    }

    private OutboxDispatch outboxDispatch() {
        return new OutboxDispatch(
                ground.transactions(),
                ground.outbox(),
                ground.broker(),
                new OutboxDispatch.Pace(
                        ground.settings().upkeep().outboxBatch(),
                        ground.bell(),
                        ground.settings().upkeep().outboxInterval()));
    }

    public MeterRegistry metrics() {
        return metrics;
    }

    private EvidenceWatch evidenceWatch() {
        return new EvidenceWatch(
                journal.desk(),
                hygiene.check(),
                journal.alerts(),
                doors.signIns()::failed,
                metrics);
    }

    public CustodyParts custody() {
        return custody;
    }

    public JournalParts journal() {
        return journal;
    }

    public HygieneParts hygiene() {
        return hygiene;
    }

    private Measures measures() {
        return new Measures(
                metrics,
                new Measures.Sources(
                        new JdbcPollAges(ground.jdbi()),
                        commands.counts(),
                        failed,
                        new JdbcOutboxAge(ground.jdbi()),
                        rights.counts(),
                        doors.signIns()::failed,
                        ground.depth()),
                ground.clock());
    }
}
