package org.passerelle.retention;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.passerelle.commands.Proposal;
import org.passerelle.commands.Proposals;
import org.passerelle.decisions.JdbcDecisions;
import org.passerelle.journal.JdbcJournal;
import org.passerelle.learning.records.JdbcSubjectDirectory;
import org.passerelle.messages.Envelope;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.FactKey;
import org.passerelle.policy.pack.Packs;
import org.passerelle.retention.clocks.JdbcClocks;
import org.passerelle.retention.clocks.RetentionClock;
import org.passerelle.retention.due.RetentionDue;
import org.passerelle.retention.facts.FactOutcome;
import org.passerelle.retention.facts.FactsDesk;
import org.passerelle.retention.facts.LearntFacts;
import org.passerelle.retention.facts.PendingFacts;
import org.passerelle.retention.holds.Holds;
import org.passerelle.retention.standing.Standings;
import org.passerelle.retention.sweep.CommandDecisions;
import org.passerelle.retention.sweep.RetentionSweep;
import org.passerelle.retention.sweep.StillDue;
import org.passerelle.testing.SettableClock;
import org.passerelle.testing.TestStore;

/** This duty on a real store with the shipped packs; a sheet that only remembers. */
public final class RetentionFixture {
    public static final PlatformKey IMP = new PlatformKey("imp-moodle");
    public static final PlatformKey UPROMI = new PlatformKey("upromi-moodle");
    public static final Packs PACKS = Packs.load(Path.of("config"));

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final AtomicInteger NUMBER = new AtomicInteger(1000);

    public final TestStore store;
    public final SettableClock clock;
    public final Sheet sheet = new Sheet();
    public final RetentionGround ground;
    public final JdbcRetention tables;
    public final JdbcSubjectDirectory directory;
    public final FactsDesk desk;
    public final PendingFacts pending;
    public final LearntFacts learnt;
    public final RetentionSweep sweep;
    public final StillDue stillDue;
    public final Holds holds;
    public final RetentionDue due;
    public final Standings standings;

    public RetentionFixture(TestStore store, String now) {
        this(store, new SettableClock(now), PACKS);
    }

    public RetentionFixture(TestStore store, SettableClock clock, Packs packs) {
        this.store = store;
        this.clock = clock;
        ground =
                new RetentionGround(
                        store.transactions(), packs, new JdbcJournal(store.jdbi(), clock), clock);
        tables = new JdbcRetention(store.jdbi(), store.master(), clock);
        directory =
                new JdbcSubjectDirectory(
                        store.jdbi(), store.subjectKeys(clock), store.master(), RANDOM, clock);
        desk = new FactsDesk(ground, tables, directory);
        pending = new PendingFacts(ground, tables, directory, desk);
        learnt = new LearntFacts(ground, tables, pending);
        sweep = new RetentionSweep(ground, tables, sheet);
        stillDue =
                new StillDue(
                        ground,
                        tables,
                        new CommandDecisions(ground, new JdbcDecisions(store.jdbi(), clock)));
        holds = new Holds(ground, tables);
        due = new RetentionDue(ground, tables);
        standings = new Standings(ground, tables);
    }

    /** A learner a poll has seen, with a number of their own. */
    public record Learner(SubjectId subject, PlatformKey platform, String number) {}

    public Learner learner(PlatformKey platform) {
        return learner(platform, "L-" + NUMBER.incrementAndGet());
    }

    public Learner learner(PlatformKey platform, String number) {
        var subject = SubjectId.random(RANDOM);
        store.jdbi()
                .useHandle(
                        handle ->
                                handle.createUpdate(
                                                "INSERT INTO subjects (subject_id, platform, user_id_hash, sealed_user_id,"
                                                        + " idnumber_hash, created_at) VALUES (:s, :p, :u, '', :n, :now)")
                                        .bind("s", subject.bytes())
                                        .bind("p", platform.value())
                                        .bind("u", store.master().hash(subject.toString()))
                                        .bind("n", numberHash(platform, number))
                                        .bind("now", clock.instant())
                                        .execute());
        return new Learner(subject, platform, number);
    }

    private byte[] numberHash(PlatformKey platform, String number) {
        return store.master().hash(platform.value(), "idnumber", number.toLowerCase(Locale.ROOT));
    }

    public void erased(SubjectId subject) {
        store.jdbi()
                .useHandle(
                        handle ->
                                handle.createUpdate(
                                                "UPDATE subjects SET erased_at = :now, idnumber_hash = NULL"
                                                        + " WHERE subject_id = :s")
                                        .bind("now", clock.instant())
                                        .bind("s", subject.bytes())
                                        .execute());
    }

    public ObjectNode fact(String id, Learner learner, FactKey key, String on) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("platform", learner.platform().value())
                .put("learnerNumber", learner.number())
                .put("key", key.key())
                .put("on", on)
                .put("source", "crm");
    }

    public FactOutcome tell(Learner learner, FactKey key, String on) {
        return desk.accept(fact("F-" + NUMBER.incrementAndGet(), learner, key, on), "marie");
    }

    public FactOutcome tell(Learner learner, FactKey key, String on, long course) {
        return desk.accept(
                fact("F-" + NUMBER.incrementAndGet(), learner, key, on).put("course", course),
                "marie");
    }

    /** An event as {@code learning} publishes it. */
    public Envelope event(Learner learner, String kind, String change, int version) {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("platform", learner.platform().value());
        body.put("kind", kind);
        body.put("subject", learner.subject().toString());
        var told = body.putArray("changes").addObject().put("key", "0011");
        if (kind.equals("enrolment") || kind.equals("course-access")) {
            told.put("course", 3);
        }
        told.put("version", version).put("change", change);
        return envelope("records-changed", body);
    }

    public Envelope usersPolled(PlatformKey platform) {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("platform", platform.value());
        body.put("kind", "user");
        body.put("verdict", "complete");
        return envelope("run-ended", body);
    }

    public Envelope envelope(String type, ObjectNode body) {
        return new Envelope(
                type + "-" + NUMBER.incrementAndGet(),
                type,
                1,
                new OrganisationKey("imp-formation"),
                "poll-run-1",
                Optional.empty(),
                clock.instant(),
                body);
    }

    public static byte[] bytes(Envelope envelope) {
        return MessageCodec.encode(envelope);
    }

    public RetentionClock clockOf(Learner learner, String rule) {
        return new JdbcClocks(tables)
                .of(learner.subject())
                .get(new org.passerelle.policy.RuleKey("retention/" + rule));
    }

    public List<LocalDate> days(Learner learner, FactKey key) {
        return new JdbcFacts(tables)
                .of(learner.subject()).stream()
                        .filter(fact -> fact.key() == key)
                        .map(org.passerelle.policy.Fact::on)
                        .toList();
    }

    /** The sheet as a list: a proposal that stands there already is not new. */
    public static final class Sheet implements Proposals {
        private final List<Proposal> standing = new ArrayList<>();

        @Override
        public int propose(Collection<Proposal> proposals) {
            int before = standing.size();
            for (Proposal proposal : proposals) {
                if (of(proposal.subject()).stream()
                        .noneMatch(one -> one.type() == proposal.type())) {
                    standing.add(proposal);
                }
            }
            return standing.size() - before;
        }

        public List<Proposal> of(SubjectId subject) {
            return standing.stream().filter(one -> one.subject().equals(subject)).toList();
        }

        public void clear() {
            standing.clear();
        }
    }
}
