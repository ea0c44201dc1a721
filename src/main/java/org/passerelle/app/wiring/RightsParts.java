package org.passerelle.app.wiring;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.passerelle.api.Operation;
import org.passerelle.api.RequestDecisions;
import org.passerelle.api.RequestDocuments;
import org.passerelle.api.RequestDoor;
import org.passerelle.api.RequestOperations;
import org.passerelle.commands.Recheck;
import org.passerelle.commands.desk.CommandDesk;
import org.passerelle.decisions.JdbcDecisions;
import org.passerelle.policy.pack.Packs;
import org.passerelle.rights.answers.AccessModel;
import org.passerelle.rights.answers.Disclosures;
import org.passerelle.rights.answers.Documents;
import org.passerelle.rights.answers.JdbcOwnTraces;
import org.passerelle.rights.answers.PortableCopy;
import org.passerelle.rights.answers.Templates;
import org.passerelle.rights.erasure.Archiving;
import org.passerelle.rights.erasure.ErasureCommands;
import org.passerelle.rights.erasure.ErasureRounds;
import org.passerelle.rights.erasure.StillWished;
import org.passerelle.rights.recipients.PastRecipients;
import org.passerelle.rights.recipients.RecipientRounds;
import org.passerelle.rights.rectification.Corrections;
import org.passerelle.rights.requests.Assessments;
import org.passerelle.rights.requests.Consequence;
import org.passerelle.rights.requests.Intakes;
import org.passerelle.rights.requests.JdbcRights;
import org.passerelle.rights.requests.Moves;
import org.passerelle.rights.requests.PackProposals;
import org.passerelle.rights.requests.RequestCounts;
import org.passerelle.rights.requests.RequestDesk;
import org.passerelle.rights.requests.RequestType;
import org.passerelle.rights.requests.RequestUpkeep;
import org.passerelle.rights.requests.RightsGround;
import org.passerelle.rights.requests.RightsSettings;
import org.passerelle.rights.restriction.Freezes;
import org.passerelle.rights.restriction.HeldMessages;
import org.passerelle.rights.restriction.JdbcHeldMessages;
import org.passerelle.routes.RightsStop;

/** The duty {@code rights}, put together. */
final class RightsParts {
    private final Ground app;
    private final PollParts polls;
    private final RetentionParts retention;
    private final RightsGround ground;
    private final JdbcRights tables;
    private final Moves moves;

    RightsParts(Ground app, Packs packs, PollParts polls, RetentionParts retention) {
        this.app = app;
        this.polls = polls;
        this.retention = retention;
        var settings = app.settings().rights();
        this.ground =
                new RightsGround(
                        app.transactions(),
                        packs,
                        app.journal(),
                        app.clock(),
                        new RightsSettings(settings.coolOff(), settings.identityKept()));
        this.tables = new JdbcRights(app.jdbi(), app.subjectKeys(), app.master(), app.random());
        this.moves = new Moves(ground, tables);
    }

    /** What commands ask before they act: retention, and whether a request was withdrawn. */
    Recheck recheck() {
        return new StillWished(moves, retention.recheck());
    }

    HeldMessages held() {
        return new HeldMessages(
                app.transactions(),
                new JdbcHeldMessages(app.jdbi(), app.clock()),
                app.subjectKeys(),
                app.outbox(),
                retention.restricted()::contains,
                app.random());
    }

    RequestCounts counts() {
        return new RequestCounts(ground, tables);
    }

    /** Whether a hold was placed by a request, which alone may lift it. */
    boolean placedByRequest(long hold) {
        return new RequestDesk(ground, tables).placed(hold);
    }

    /**
     * @param told who received a person's data
     */
    List<Operation> operations(CommandParts commands, CommandDesk desk, Disclosures told) {
        var requests = desk();
        var door = new RequestDoor(ground, requests, polls.directory());
        var assessments =
                new Assessments(
                        ground,
                        tables,
                        new PackProposals(retention.kept()),
                        new JdbcDecisions(app.jdbi(), app.clock()),
                        consequences(commands, desk));
        var operations = new ArrayList<Operation>();
        operations.addAll(
                new RequestOperations(
                                ground.packs(),
                                polls.directory(),
                                new Intakes(ground, tables),
                                door)
                        .all());
        operations.addAll(new RequestDecisions(door, assessments).all());
        operations.addAll(new RequestDocuments(door, documents(told), freezes()).all());
        return operations;
    }

    private RequestDesk desk() {
        return new RequestDesk(ground, tables, Map.of(RequestType.OBJECTION, freezes()::stopFirst));
    }

    private Freezes freezes() {
        return new Freezes(moves, retention.holds(), retention.objections(), held());
    }

    private Map<RequestType, Consequence> consequences(CommandParts commands, CommandDesk desk) {
        var consequences = new EnumMap<RequestType, Consequence>(RequestType.class);
        consequences.put(RequestType.RESTRICTION, freezes()::freeze);
        consequences.put(RequestType.OBJECTION, freezes()::uphold);
        consequences.put(RequestType.RECTIFICATION, corrections(commands, desk)::send);
        return consequences;
    }

    private Corrections corrections(CommandParts commands, CommandDesk desk) {
        return new Corrections(
                ground,
                moves,
                desk(),
                new Corrections.Platforms(polls.directory(), commands.rectifications(), desk));
    }

    private Documents documents(Disclosures told) {
        var templates = new Templates(app.settings().folders().config());
        var sources =
                new AccessModel.Sources(
                        polls.records(),
                        retention.kept(),
                        desk(),
                        new JdbcOwnTraces(app.jdbi()),
                        told);
        return new Documents(
                desk(),
                moves,
                templates,
                new AccessModel(ground, sources, templates),
                new PortableCopy(ground, polls.records(), polls::categoryOf));
    }

    RightsStop stop(
            CommandParts commands,
            CommandDesk desk,
            PastRecipients recipients,
            Archiving archiving) {
        var known = new ErasureCommands.Known(ground.packs(), polls.directory(), polls.records());
        var erasing = new ErasureCommands(commands.sheet(), desk, commands.receipts(), known);
        return new RightsStop(
                new ErasureRounds(moves, erasing, archiving),
                corrections(commands, desk),
                new RecipientRounds(moves, recipients),
                held(),
                new RequestUpkeep(ground, tables));
    }
}
