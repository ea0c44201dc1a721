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
import org.passerelle.testing.SettableClock;
import org.passerelle.testing.TestStore;

/** This duty on a real store with the shipped packs; a sheet that only remembers. */
final class RetentionFixture {
    static final PlatformKey IMP = new PlatformKey("imp-moodle");
    static final PlatformKey UPROMI = new PlatformKey("upromi-moodle");
    static final Packs PACKS = Packs.load(Path.of("config"));

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final AtomicInteger NUMBER = new AtomicInteger(1000);

    final TestStore store;
    final SettableClock clock;
    final Sheet sheet = new Sheet();
    final RetentionGround ground;
    final JdbcRetention tables;
    final JdbcSubjectDirectory directory;
    final FactsDesk desk;
    final PendingFacts pending;
    final LearntFacts learnt;
    final RetentionSweep sweep;
    final StillDue stillDue;
    final Holds holds;
    final RetentionDue due;
    final Standings standings;

    RetentionFixture(TestStore store, String now) {
        this(store, new SettableClock(now), PACKS);
    }

    RetentionFixture(TestStore store, SettableClock clock, Packs packs) {
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
    record Learner(SubjectId subject, PlatformKey platform, String number) {}

    Learner learner(PlatformKey platform) {
        return learner(platform, "L-" + NUMBER.incrementAndGet());
    }

    Learner learner(PlatformKey platform, String number) {
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

    void erased(SubjectId subject) {
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

    ObjectNode fact(String id, Learner learner, FactKey key, String on) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("platform", learner.platform().value())
                .put("learnerNumber", learner.number())
                .put("key", key.key())
                .put("on", on)
                .put("source", "crm");
    }

    FactOutcome tell(Learner learner, FactKey key, String on) {
        return desk.accept(fact("F-" + NUMBER.incrementAndGet(), learner, key, on), "marie");
    }

    FactOutcome tell(Learner learner, FactKey key, String on, long course) {
        return desk.accept(
                fact("F-" + NUMBER.incrementAndGet(), learner, key, on).put("course", course),
                "marie");
    }

    /** An event as {@code learning} publishes it. */
    Envelope event(Learner learner, String kind, String change, int version) {
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

    Envelope usersPolled(PlatformKey platform) {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("platform", platform.value());
        body.put("kind", "user");
        body.put("verdict", "complete");
        return envelope("run-ended", body);
    }

    Envelope envelope(String type, ObjectNode body) {
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

    static byte[] bytes(Envelope envelope) {
        return MessageCodec.encode(envelope);
    }

    RetentionClock clockOf(Learner learner, String rule) {
        return tables.clocks()
                .of(learner.subject())
                .get(new org.passerelle.policy.RuleKey("retention/" + rule));
    }

    List<LocalDate> days(Learner learner, FactKey key) {
        return tables.facts().of(learner.subject()).stream()
                .filter(fact -> fact.key() == key)
                .map(org.passerelle.policy.Fact::on)
                .toList();
    }

    /** The sheet as a list: a proposal that stands there already is not new. */
    static final class Sheet implements Proposals {
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

        List<Proposal> of(SubjectId subject) {
            return standing.stream().filter(one -> one.subject().equals(subject)).toList();
        }

        void clear() {
            standing.clear();
        }
    }
}
