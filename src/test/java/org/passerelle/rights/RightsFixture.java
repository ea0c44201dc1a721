package org.passerelle.rights;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.passerelle.decisions.JdbcDecisions;
import org.passerelle.journal.JdbcJournal;
import org.passerelle.learning.LearningRecords;
import org.passerelle.learning.records.JdbcLearningRecords;
import org.passerelle.learning.records.JdbcSubjectDirectory;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.FactKey;
import org.passerelle.policy.pack.Packs;
import org.passerelle.retention.JdbcRetention;
import org.passerelle.retention.RetentionGround;
import org.passerelle.retention.facts.FactOutcome;
import org.passerelle.retention.facts.FactsDesk;
import org.passerelle.retention.holds.Holds;
import org.passerelle.retention.standing.KeptUntil;
import org.passerelle.rights.requests.Applicant;
import org.passerelle.rights.requests.Assessments;
import org.passerelle.rights.requests.Consequence;
import org.passerelle.rights.requests.Identity;
import org.passerelle.rights.requests.Intakes;
import org.passerelle.rights.requests.JdbcRights;
import org.passerelle.rights.requests.Opening;
import org.passerelle.rights.requests.Outcome;
import org.passerelle.rights.requests.PackProposals;
import org.passerelle.rights.requests.Request;
import org.passerelle.rights.requests.RequestDesk;
import org.passerelle.rights.requests.RequestId;
import org.passerelle.rights.requests.RequestState;
import org.passerelle.rights.requests.RequestType;
import org.passerelle.rights.requests.RightsGround;
import org.passerelle.rights.requests.RightsSettings;
import org.passerelle.testing.SettableClock;
import org.passerelle.testing.TestStore;

/** This duty on a real store with the shipped packs. */
public final class RightsFixture {
    public static final OrganisationKey IMP = new OrganisationKey("imp-formation");
    public static final OrganisationKey UPROMI = new OrganisationKey("upromi");
    public static final PlatformKey UPROMI_MOODLE = new PlatformKey("upromi-moodle");
    public static final Packs PACKS = Packs.load(Path.of("config"));

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final AtomicInteger NUMBER = new AtomicInteger();

    public final TestStore store;
    public final SettableClock clock;
    public final RightsGround ground;
    public final RetentionGround retentionGround;
    public final JdbcRights tables;
    public final JdbcRetention retention;
    public final JdbcSubjectDirectory directory;
    public final FactsDesk facts;
    public final Holds holds;
    public final Intakes intakes;
    public final RequestDesk desk;
    public final Map<RequestType, Consequence> consequences = new HashMap<>();

    public RightsFixture(TestStore store, String now) {
        this(store, new SettableClock(now));
    }

    public RightsFixture(TestStore store, SettableClock clock) {
        this.store = store;
        this.clock = clock;
        var journal = new JdbcJournal(store.jdbi(), clock);
        ground =
                new RightsGround(
                        store.transactions(), PACKS, journal, clock, RightsSettings.defaults());
        retentionGround = new RetentionGround(store.transactions(), PACKS, journal, clock);
        tables = new JdbcRights(store.jdbi(), store.subjectKeys(clock), store.master(), RANDOM);
        retention = new JdbcRetention(store.jdbi(), store.master(), clock);
        directory =
                new JdbcSubjectDirectory(
                        store.jdbi(), store.subjectKeys(clock), store.master(), RANDOM, clock);
        facts = new FactsDesk(retentionGround, retention, directory);
        holds = new Holds(retentionGround, retention);
        intakes = new Intakes(ground, tables);
        desk = new RequestDesk(ground, tables);
    }

    public LearningRecords records() {
        return new JdbcLearningRecords(store.jdbi(), store.subjectKeys(clock), directory);
    }

    public Assessments assessments() {
        return new Assessments(
                ground,
                tables,
                new PackProposals(new KeptUntil(retentionGround, retention)),
                new JdbcDecisions(store.jdbi(), clock),
                consequences);
    }

    /** A learner a poll has seen. */
    public record Learner(SubjectId subject, String number) {}

    public Learner learner() {
        var number = "L-" + NUMBER.incrementAndGet();
        var subject = SubjectId.random(RANDOM);
        store.jdbi()
                .useHandle(
                        handle ->
                                handle.createUpdate(
                                                "INSERT INTO subjects (subject_id, platform, user_id_hash, sealed_user_id,"
                                                        + " idnumber_hash, created_at) VALUES (:s, :p, :u, '', :n, :now)")
                                        .bind("s", subject.bytes())
                                        .bind("p", UPROMI_MOODLE.value())
                                        .bind("u", store.master().hash(subject.toString()))
                                        .bind(
                                                "n",
                                                store.master()
                                                        .hash(
                                                                UPROMI_MOODLE.value(),
                                                                "idnumber",
                                                                number.toLowerCase(Locale.ROOT)))
                                        .bind("now", clock.instant())
                                        .execute());
        store.subjectKeys(clock).create(List.of(subject));
        return new Learner(subject, number);
    }

    public void tell(Learner learner, FactKey key, String on) {
        var fact =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("id", "F-" + NUMBER.incrementAndGet())
                        .put("platform", UPROMI_MOODLE.value())
                        .put("learnerNumber", learner.number())
                        .put("key", key.key())
                        .put("on", on)
                        .put("source", "crm");
        if (!(facts.accept(fact, "marie") instanceof FactOutcome.Accepted)) {
            throw new AssertionError("the fact was not accepted");
        }
    }

    public static Applicant applicant() {
        return Applicant.of(
                Map.of(
                        "familyName", "Modèle",
                        "givenName", "Ondine",
                        "home", "4 rue Inventée, 77350 Le Mée",
                        "mailAddress", "ondine.modele@courriel.example",
                        "object", "Je demande l'effacement de mon compte."));
    }

    public Opening opening(RequestType type, Learner learner) {
        return new Opening(
                UPROMI,
                type,
                "email",
                clock.instant(),
                Optional.of(learner.subject()),
                applicant(),
                Map.of());
    }

    public Request opened(RequestType type, Learner learner) {
        return done(intakes.open(opening(type, learner), "claire"));
    }

    public Request identified(RequestType type, Learner learner) {
        return done(identify(opened(type, learner).id(), learner));
    }

    public Outcome identify(RequestId id, Learner learner) {
        var identity = new Identity(Identity.Method.KNOWN_ADDRESS, "claire", today());
        return desk.identify(id, identity, Optional.of(learner.subject()));
    }

    public LocalDate today() {
        return ground.today();
    }

    public Instant now() {
        return clock.instant();
    }

    public static Request done(Outcome outcome) {
        if (outcome instanceof Outcome.Done done) {
            return done.request();
        }
        throw new AssertionError(outcome.toString());
    }

    public RequestState state(RequestId id) {
        return desk.find(id).orElseThrow().state();
    }

    /** Actions of the journal about one request, oldest first, as {@code actor action outcome}. */
    public List<String> journal(RequestId id) {
        return store.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                "SELECT CONCAT(actor, ' ', action, ' ', outcome) FROM journal_entries"
                                                        + " WHERE object = :object ORDER BY id")
                                        .bind("object", "request " + id)
                                        .mapTo(String.class)
                                        .list());
    }
}
