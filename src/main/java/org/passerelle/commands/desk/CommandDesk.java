package org.passerelle.commands.desk;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.passerelle.commands.Command;
import org.passerelle.commands.CommandId;
import org.passerelle.commands.CommandState;
import org.passerelle.commands.CommandType;
import org.passerelle.commands.DeclaredPlatforms;
import org.passerelle.commands.Ground;
import org.passerelle.commands.Objection;
import org.passerelle.commands.Recheck;
import org.passerelle.commands.StepName;
import org.passerelle.commands.StoredStep;
import org.passerelle.commands.issuing.Issuer;
import org.passerelle.commands.ledger.CommandTables;
import org.passerelle.personaldata.SubjectId;

/**
 * Where a person decides on commands. Who that person may be is decided by the door; the actor is
 * an account's name.
 *
 * <p>Repeatable: deciding twice refuses the second time. Guarantee: each command is decided in a
 * transaction of its own, with its journal entry and its message.
 */
public final class CommandDesk {
    private final Ground ground;
    private final CommandTables tables;
    private final DeclaredPlatforms declared;
    private final Issuer issuer;
    private final ProposalSheet sheet;
    private final Recheck recheck;
    private final Resumptions resumptions;

    public CommandDesk(
            Ground ground,
            CommandTables tables,
            DeclaredPlatforms declared,
            Issuer issuer,
            ProposalSheet sheet,
            Recheck recheck) {
        this.ground = ground;
        this.tables = tables;
        this.declared = declared;
        this.issuer = issuer;
        this.sheet = sheet;
        this.recheck = recheck;
        this.resumptions = new Resumptions(ground, tables, issuer);
    }

    /**
     * Ascending by id.
     *
     * @param after 0 for the first page, then the last id of the page before
     */
    public List<Command> list(Collection<CommandState> states, long after, int limit) {
        return states.isEmpty()
                ? List.of()
                : ground.transactions().within(() -> tables.commands().list(states, after, limit));
    }

    /** The one that is open for a subject, if any. */
    public Optional<Command> openOf(SubjectId subject, CommandType type) {
        return tables.commands().openOf(subject, type);
    }

    public Optional<CommandView> show(CommandId id) {
        return ground.transactions().within(() -> tables.commands().find(id).map(this::view));
    }

    private CommandView view(Command command) {
        return new CommandView(command, tables.steps().of(command.id()));
    }

    /**
     * Allows proposed commands. Needs the organisation's data-protection officer (IMP-57), and that
     * today's facts and holds still want the command.
     */
    public List<Ruling> approve(Collection<CommandId> ids, String actor) {
        return each(ids, command -> approve(command, actor));
    }

    /** Lets go what the brake held. */
    public List<Ruling> release(Collection<CommandId> ids, String actor) {
        return each(
                ids,
                command -> {
                    if (command.state() != CommandState.HELD) {
                        return wrongState(command, CommandState.HELD);
                    }
                    issuer.journal(command, actor, "command-released", "released", Map.of());
                    return issue(command, actor);
                });
    }

    /**
     * Says no: to a proposed or held command, or to one that waits for a person. An account that an
     * erasure locked but did not scrub yet is opened again.
     */
    public List<Ruling> reject(Collection<CommandId> ids, String actor, String reason) {
        return each(ids, command -> reject(command, actor, reason));
    }

    /** Takes up commands that waited for a person, once what they waited for is mended. */
    public List<Ruling> resume(Collection<CommandId> ids, String actor) {
        return each(ids, command -> resumptions.resume(command, actor, "command-resumed"));
    }

    /**
     * Takes up commands whose subject was seen in other roles than a learner's, or in none: the
     * person who says so takes it upon themselves.
     */
    public List<Ruling> waive(Collection<CommandId> ids, String actor) {
        return each(ids, command -> resumptions.waive(command, actor));
    }

    /**
     * Makes an erasure the one that proves that deleting first works on its platform: its subject
     * becomes the platform's canary, and the command is taken up if it waited for that. Nobody
     * else's account is deleted first until this one was verified.
     */
    public List<Ruling> prove(Collection<CommandId> ids, String actor) {
        return each(ids, command -> resumptions.prove(command, actor));
    }

    /**
     * Closes an erasure whose verification found what cannot be mended, such as a lost race; the
     * receipt shows the failed check and who accepted it. Not while the account still exists.
     */
    public List<Ruling> accept(Collection<CommandId> ids, String actor) {
        return each(ids, command -> resumptions.accept(command, actor));
    }

    private List<Ruling> each(Collection<CommandId> ids, Function<Command, Ruling> ruling) {
        return ids.stream()
                .map(
                        id ->
                                ground.transactions()
                                        .within(
                                                () ->
                                                        tables.commands()
                                                                .lock(id)
                                                                .map(ruling)
                                                                .orElseGet(() -> unknown(id))))
                .toList();
    }

    private Ruling approve(Command command, String actor) {
        if (command.state() != CommandState.PROPOSED) {
            return wrongState(command, CommandState.PROPOSED);
        }
        var proposal = command.proposal();
        if (declared.organisation(proposal.organisation()).flatMap(o -> o.dpo()).isEmpty()) {
            return new Ruling.Refused(
                    command.id(),
                    "organisation "
                            + proposal.organisation()
                            + " has no data-protection officer (IMP-57); name one as dpo: in its organisation.yaml");
        }
        return Objection.of(command, recheck)
                .map(objection -> object(command, actor, objection))
                .orElseGet(() -> allow(command, actor));
    }

    private Ruling object(Command command, String actor, Objection objection) {
        return switch (objection) {
            case Objection.Over over -> {
                close(command, CommandState.CANCELLED, over.reason(), actor);
                yield new Ruling.Refused(command.id(), "no longer due: " + over.reason());
            }
            case Objection.OnHold hold ->
                    new Ruling.Refused(command.id(), "hold " + hold.hold() + " stands in the way");
        };
    }

    private Ruling allow(Command command, String actor) {
        var now = ground.clock().instant();
        tables.commands().approve(command.id(), actor, now);
        issuer.journal(command, actor, "command-approved", "approved", Map.of());
        return brake(command)
                .map(
                        why -> {
                            tables.commands().moveTo(command.id(), CommandState.HELD, why, now);
                            issuer.journal(command, actor, "command-held", "held", Map.of());
                            return (Ruling) new Ruling.Held(command.id(), why);
                        })
                .orElseGet(() -> issue(command, actor));
    }

    private Optional<String> brake(Command command) {
        if (command.proposal().type() != CommandType.ERASE) {
            return Optional.empty();
        }
        var platform = command.proposal().platform();
        tables.platforms().lock(platform);
        int limit = ground.settings().erasuresPerDay();
        var since = ground.clock().instant().minusSeconds(24 * 3600);
        return tables.commands().erasuresSince(platform, since) < limit
                ? Optional.empty()
                : Optional.of(
                        "more than "
                                + limit
                                + " erasures in 24 hours on platform "
                                + platform
                                + "; look whether they are right, then release them");
    }

    private Ruling issue(Command command, String actor) {
        tables.commands().moveTo(command.id(), CommandState.ISSUED, "", ground.clock().instant());
        issuer.issue(command, actor);
        return new Ruling.Accepted(command.id());
    }

    private Ruling reject(Command command, String actor, String reason) {
        return switch (command.state()) {
            case PROPOSED, HELD -> {
                close(command, CommandState.REJECTED, reason, actor);
                yield new Ruling.Accepted(command.id());
            }
            case NEEDS_PERSON -> {
                close(command, CommandState.CANCELLED, reason, actor);
                reopen(command, actor);
                yield new Ruling.Accepted(command.id());
            }
            case ISSUED, RUNNING ->
                    new Ruling.Refused(
                            command.id(), "it is under way and can no longer be stopped");
            case DONE, REFUSED, CANCELLED, REJECTED ->
                    new Ruling.Refused(command.id(), "it is closed: " + command.state().key());
        };
    }

    private void close(Command command, CommandState state, String reason, String actor) {
        var now = ground.clock().instant();
        tables.steps().cancelPending(command.id(), now, reason);
        tables.values().drop(command.id());
        tables.commands().moveTo(command.id(), state, reason, now);
        issuer.journal(command, actor, "command-" + state.key(), state.key(), Map.of());
    }

    /** The lock of an erasure that will not go on is undone. */
    private void reopen(Command command, String actor) {
        var steps = tables.steps().of(command.id());
        boolean ours = tables.steps().suspendedByUs(command.proposal().subject());
        if (!ours || begun(steps, StepName.SCRUB)) {
            return;
        }
        sheet.put(Reopening.of(command.proposal(), actor))
                .flatMap(tables.commands()::lock)
                .ifPresent(lift -> allow(lift, actor));
    }

    private static boolean begun(List<StoredStep> steps, StepName name) {
        return steps.stream().anyMatch(step -> step.name() == name && step.attempts() > 0);
    }

    private static Ruling unknown(CommandId id) {
        return new Ruling.Refused(id, "there is no command " + id);
    }

    private static Ruling wrongState(Command command, CommandState expected) {
        return Resumptions.wrongState(command, expected);
    }
}
