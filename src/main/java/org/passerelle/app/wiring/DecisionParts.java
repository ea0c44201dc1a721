package org.passerelle.app.wiring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.passerelle.api.DecisionOperations;
import org.passerelle.api.Operation;
import org.passerelle.api.PolicyOperations;
import org.passerelle.app.settings.Whereabouts;
import org.passerelle.decisions.Explanations;
import org.passerelle.decisions.JdbcDecisions;
import org.passerelle.decisions.PolicyDesk;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.personaldata.FieldName;
import org.passerelle.policy.pack.PackFolder;
import org.passerelle.policy.pack.Packs;
import org.passerelle.retention.standing.Standings;

/** The duty {@code decisions}, put together. */
final class DecisionParts {
    private final Ground ground;
    private final Packs packs;

    DecisionParts(Ground ground, Packs packs) {
        this.ground = ground;
        this.packs = packs;
    }

    JdbcDecisions log() {
        return new JdbcDecisions(
                ground.jdbi(),
                ground.clock(),
                key -> packs.organisation(key).map(found -> packs.pack(found.key())));
    }

    List<Operation> operations(Standings standings, Map<FieldName, DataCategory> fields) {
        var operations = new ArrayList<Operation>();
        operations.addAll(new DecisionOperations(explanations(standings, fields)).all());
        operations.addAll(new PolicyOperations(desk()).all());
        return operations;
    }

    private Explanations explanations(Standings standings, Map<FieldName, DataCategory> fields) {
        return new Explanations(
                ground.transactions(),
                subject ->
                        standings
                                .of(subject)
                                .map(
                                        known ->
                                                new Explanations.Known(
                                                        known.pack(),
                                                        known.standing(),
                                                        known.evidence())),
                fields,
                log(),
                ground.clock());
    }

    private PolicyDesk desk() {
        return new PolicyDesk(
                ground.transactions(),
                packs,
                new PackFolder(
                        ground.settings().folders().config(),
                        Whereabouts.declared(ground.settings())),
                ground.journal(),
                ground.clock());
    }
}
