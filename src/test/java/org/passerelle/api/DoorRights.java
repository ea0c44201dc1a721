package org.passerelle.api;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.decisions.JdbcDecisions;
import org.passerelle.journal.JdbcJournal;
import org.passerelle.learning.records.JdbcLearningRecords;
import org.passerelle.learning.records.JdbcSubjectDirectory;
import org.passerelle.messages.JdbcOutbox;
import org.passerelle.policy.pack.Packs;
import org.passerelle.retention.JdbcRetention;
import org.passerelle.retention.RetentionGround;
import org.passerelle.retention.holds.Holds;
import org.passerelle.retention.holds.RestrictedSubjects;
import org.passerelle.retention.standing.KeptUntil;
import org.passerelle.retention.standing.PurposeObjections;
import org.passerelle.rights.answers.AccessModel;
import org.passerelle.rights.answers.Disclosures;
import org.passerelle.rights.answers.Documents;
import org.passerelle.rights.answers.JdbcOwnTraces;
import org.passerelle.rights.answers.PortableCopy;
import org.passerelle.rights.answers.Templates;
import org.passerelle.rights.requests.Assessments;
import org.passerelle.rights.requests.Intakes;
import org.passerelle.rights.requests.JdbcRights;
import org.passerelle.rights.requests.Moves;
import org.passerelle.rights.requests.PackProposals;
import org.passerelle.rights.requests.RequestDesk;
import org.passerelle.rights.requests.RequestType;
import org.passerelle.rights.requests.RightsGround;
import org.passerelle.rights.requests.RightsSettings;
import org.passerelle.rights.restriction.Freezes;
import org.passerelle.rights.restriction.HeldMessages;
import org.passerelle.rights.restriction.JdbcHeldMessages;
import org.passerelle.testing.TestStore;

/** The operations on requests, as {@code app} puts them together, on a store of a test. */
final class DoorRights {
    private static final Packs PACKS = Packs.load(Path.of("config"));

    private final TestStore store;
    private final Clock clock;
    private final JdbcSubjectDirectory directory;
    private final RightsGround ground;
    private final RetentionGround retention;
    private final JdbcRights tables;
    private final JdbcRetention retentionTables;

    DoorRights(TestStore store, Clock clock, JdbcSubjectDirectory directory) {
        this.store = store;
        this.clock = clock;
        this.directory = directory;
        var journal = new JdbcJournal(store.jdbi(), clock);
        ground =
                new RightsGround(
                        store.transactions(), PACKS, journal, clock, RightsSettings.defaults());
        retention = new RetentionGround(store.transactions(), PACKS, journal, clock);
        tables =
                new JdbcRights(
                        store.jdbi(), store.subjectKeys(clock), store.master(), new SecureRandom());
        retentionTables = new JdbcRetention(store.jdbi(), store.master(), clock);
    }

    boolean placedByRequest(long hold) {
        return desk().placed(hold);
    }

    private RequestDesk desk() {
        return new RequestDesk(ground, tables, Map.of(RequestType.OBJECTION, freezes()::stopFirst));
    }

    List<Operation> all() {
        var requests = new RequestDoor(ground, desk(), directory);
        var assessments =
                new Assessments(
                        ground,
                        tables,
                        new PackProposals(kept()),
                        new JdbcDecisions(store.jdbi(), clock),
                        Map.of(
                                RequestType.RESTRICTION, freezes()::freeze,
                                RequestType.OBJECTION, freezes()::uphold));
        var operations = new ArrayList<Operation>();
        operations.addAll(
                new RequestOperations(PACKS, directory, new Intakes(ground, tables), requests)
                        .all());
        operations.addAll(new RequestDecisions(requests, assessments).all());
        operations.addAll(new RequestDocuments(requests, documents(), freezes()).all());
        return operations;
    }

    private KeptUntil kept() {
        return new KeptUntil(retention, retentionTables);
    }

    private Freezes freezes() {
        var held =
                new HeldMessages(
                        store.transactions(),
                        new JdbcHeldMessages(store.jdbi(), clock),
                        store.subjectKeys(clock),
                        new JdbcOutbox(store.jdbi(), clock),
                        new RestrictedSubjects(retention, retentionTables)::contains,
                        new SecureRandom());
        return new Freezes(
                new Moves(ground, tables),
                new Holds(retention, retentionTables),
                new PurposeObjections(retention, retentionTables),
                held);
    }

    private Documents documents() {
        var records = new JdbcLearningRecords(store.jdbi(), store.subjectKeys(clock), directory);
        var templates = new Templates(Path.of("config"));
        var sources =
                new AccessModel.Sources(
                        records, kept(), desk(), new JdbcOwnTraces(store.jdbi()), Disclosures.NONE);
        return new Documents(
                desk(),
                new Moves(ground, tables),
                templates,
                new AccessModel(ground, sources, templates),
                new PortableCopy(ground, records, (kind, field) -> Optional.empty()));
    }
}
