package org.passerelle.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.passerelle.api.Operation;
import org.passerelle.api.RequestDecisions;
import org.passerelle.api.RequestDoor;
import org.passerelle.api.RequestOperations;
import org.passerelle.learning.SubjectDirectory;
import org.passerelle.policy.pack.Packs;
import org.passerelle.retention.KeptUntil;
import org.passerelle.rights.requests.Assessments;
import org.passerelle.rights.requests.Intakes;
import org.passerelle.rights.requests.JdbcRights;
import org.passerelle.rights.requests.PackProposals;
import org.passerelle.rights.requests.RequestDesk;
import org.passerelle.rights.requests.RightsGround;
import org.passerelle.rights.requests.RightsSettings;

/** The duty {@code rights}, put together. */
final class RightsParts {
    private final RightsGround ground;
    private final JdbcRights tables;
    private final SubjectDirectory directory;
    private final KeptUntil kept;

    RightsParts(Ground app, Packs packs, SubjectDirectory directory, KeptUntil kept) {
        this.ground =
                new RightsGround(
                        app.transactions(),
                        packs,
                        app.journal(),
                        app.clock(),
                        RightsSettings.defaults());
        this.tables =
                new JdbcRights(app.jdbi(), app.subjectKeys(), app.master(), app.random());
        this.directory = directory;
        this.kept = kept;
    }

    List<Operation> operations() {
        var door = new RequestDoor(ground, new RequestDesk(ground, tables), directory);
        var assessments =
                new Assessments(ground, tables, new PackProposals(kept), Map.of());
        var operations = new ArrayList<Operation>();
        operations.addAll(
                new RequestOperations(
                                ground.packs(), directory, new Intakes(ground, tables), door)
                        .all());
        operations.addAll(new RequestDecisions(door, assessments).all());
        return operations;
    }
}
