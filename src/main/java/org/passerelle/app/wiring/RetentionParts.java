package org.passerelle.app.wiring;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import org.passerelle.api.FactOperations;
import org.passerelle.api.HoldOperations;
import org.passerelle.api.Operation;
import org.passerelle.api.Owners;
import org.passerelle.api.RetentionOperations;
import org.passerelle.api.WideHoldOperations;
import org.passerelle.commands.Proposals;
import org.passerelle.commands.Recheck;
import org.passerelle.commands.outcomes.OwnCopies;
import org.passerelle.decisions.JdbcDecisions;
import org.passerelle.learning.SubjectDirectory;
import org.passerelle.policy.pack.Packs;
import org.passerelle.retention.JdbcRetention;
import org.passerelle.retention.RetentionGround;
import org.passerelle.retention.clocks.Reevaluation;
import org.passerelle.retention.clocks.RetentionCopies;
import org.passerelle.retention.due.RetentionDue;
import org.passerelle.retention.due.RetentionForecast;
import org.passerelle.retention.facts.FactsDesk;
import org.passerelle.retention.facts.LearntFacts;
import org.passerelle.retention.facts.PendingFacts;
import org.passerelle.retention.facts.ProofFacts;
import org.passerelle.retention.holds.Holds;
import org.passerelle.retention.holds.RestrictedSubjects;
import org.passerelle.retention.holds.WideHolds;
import org.passerelle.retention.standing.KeptUntil;
import org.passerelle.retention.standing.PurposeObjections;
import org.passerelle.retention.standing.Standings;
import org.passerelle.retention.sweep.CommandDecisions;
import org.passerelle.retention.sweep.RetentionSweep;
import org.passerelle.retention.sweep.StillDue;
import org.passerelle.rights.restriction.HeldMessages;
import org.passerelle.routes.RetentionStop;

/** The duty {@code retention}, put together. */
final class RetentionParts {
    private final RetentionGround ground;
    private final JdbcRetention tables;
    private final SubjectDirectory directory;
    private final CommandDecisions decisions;

    RetentionParts(Ground app, Packs packs, SubjectDirectory directory) {
        this.ground = new RetentionGround(app.transactions(), packs, app.journal(), app.clock());
        this.tables = new JdbcRetention(app.jdbi(), app.master(), app.clock());
        this.directory = directory;
        this.decisions = new CommandDecisions(ground, new JdbcDecisions(app.jdbi(), app.clock()));
    }

    FactsDesk facts() {
        return new FactsDesk(ground, tables, directory);
    }

    PendingFacts pending() {
        return new PendingFacts(ground, tables, directory, facts());
    }

    Recheck recheck() {
        return new StillDue(ground, tables, decisions);
    }

    /** Keeps what is decided about commands. */
    CommandDecisions decisions() {
        return decisions;
    }

    Standings standings() {
        return new Standings(ground, tables);
    }

    KeptUntil kept() {
        return new KeptUntil(ground, tables);
    }

    RestrictedSubjects restricted() {
        return new RestrictedSubjects(ground, tables);
    }

    /** Also before the rest of this duty stands: polls ask it too. */
    static RestrictedSubjects restricted(Ground app, Packs packs) {
        return new RestrictedSubjects(
                new RetentionGround(app.transactions(), packs, app.journal(), app.clock()),
                new JdbcRetention(app.jdbi(), app.master(), app.clock()));
    }

    PurposeObjections objections() {
        return new PurposeObjections(ground, tables);
    }

    Holds holds() {
        return new Holds(ground, tables);
    }

    RetentionDue due() {
        return new RetentionDue(ground, tables);
    }

    RetentionForecast forecast() {
        return new RetentionForecast(ground, tables, due());
    }

    ProofFacts proofFacts() {
        return new ProofFacts(ground, tables);
    }

    OwnCopies ownCopies() {
        return new RetentionCopies(tables);
    }

    /**
     * @param ofRequest whether a hold was placed by a request
     */
    List<Operation> operations(LongPredicate ofRequest, Owners owners) {
        var operations = new ArrayList<Operation>();
        operations.addAll(new FactOperations(facts(), pending(), owners).all());
        operations.addAll(new RetentionOperations(ground, due(), forecast()).all());
        operations.addAll(new HoldOperations(holds(), ofRequest, owners).all());
        operations.addAll(new WideHoldOperations(new WideHolds(ground, tables)).all());
        return operations;
    }

    RetentionStop stop(Proposals proposals, HeldMessages held) {
        return new RetentionStop(
                held,
                new LearntFacts(ground, tables, pending()),
                facts(),
                pending(),
                new RetentionSweep(ground, tables, proposals),
                new Reevaluation(ground, tables));
    }
}
