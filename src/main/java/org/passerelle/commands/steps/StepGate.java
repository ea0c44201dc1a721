package org.passerelle.commands.steps;

import java.time.Duration;
import java.util.function.Supplier;
import org.passerelle.commands.CommandType;
import org.passerelle.commands.Ground;
import org.passerelle.commands.Objection;
import org.passerelle.commands.Recheck;
import org.passerelle.commands.StepName;
import org.passerelle.commands.StepState;
import org.passerelle.commands.StoredStep;
import org.passerelle.commands.hands.StepResult;
import org.passerelle.commands.ledger.CommandTables;
import org.passerelle.learning.RolesSeen;

/**
 * Asked before a step acts for the first time: may it still?
 *
 * <p>Facts, holds and expiry are asked before the first step and once more before the first that
 * destroys; a step that may have acted already is finished. Source: decision 0052.
 */
public final class StepGate {
    private static final String FUNDER_PROOF = "funder-proof-missing";
    private static final Duration WHILE_ANOTHER_ACTS = Duration.ofMinutes(1);
    private static final Duration WHILE_HELD = Duration.ofHours(6);

    private final Ground ground;
    private final CommandTables tables;
    private final Recheck recheck;
    private final RolesSeen roles;

    public StepGate(Ground ground, CommandTables tables, Recheck recheck, RolesSeen roles) {
        this.ground = ground;
        this.tables = tables;
        this.recheck = recheck;
        this.roles = roles;
    }

    Passage at(Work work, StoredStep step) {
        boolean first = step.position() == 0;
        if (!first && !step.name().firstDestructive() || mustBeFinished(step)) {
            return new Passage.Open();
        }
        if (!uncertain(step) && expired(work)) {
            return new Passage.Expired();
        }
        return Objection.of(work.command(), recheck)
                .map(objection -> uncertainEnd(step) ? lookThere() : closed(work, objection))
                .orElseGet(() -> first ? beforeFirst(work) : new Passage.Open());
    }

    private boolean expired(Work work) {
        return !work.message().expiresAt().isAfter(ground.clock().instant());
    }

    /** An attempt was cut off: it may have written, or not have come so far. */
    private static boolean uncertain(StoredStep step) {
        return step.state() == StepState.WORKING || step.state() == StepState.UNKNOWN;
    }

    /**
     * A half scrubbed account helps nobody; an account we may have closed is ours to look after.
     */
    private static boolean mustBeFinished(StoredStep step) {
        return uncertain(step)
                && (step.name() == StepName.SCRUB || step.notes().containsKey(StepActs.WAS_ACTIVE));
    }

    private static boolean uncertainEnd(StoredStep step) {
        return uncertain(step) && step.name() == StepName.UNENROL;
    }

    private static Passage lookThere() {
        return person(
                "the answer to the unenrolment was lost, and it is no longer wanted: look on the platform whether it happened");
    }

    private static Passage closed(Work work, Objection objection) {
        return switch (objection) {
            case Objection.Over over -> new Passage.NoLongerDue(over.reason());
            case Objection.OnHold hold ->
                    new Passage.Closed(
                            work.command().proposal().type() == CommandType.UNENROL
                                            && hold.hold().equals(FUNDER_PROOF)
                                    ? new StepResult.Refused("hold " + hold.hold())
                                    : new StepResult.Retry(WHILE_HELD, "hold " + hold.hold()));
        };
    }

    private Passage beforeFirst(Work work) {
        var subject = work.command().proposal().subject();
        var other = within(() -> tables.steps().otherUnderWay(subject, work.command().id()));
        if (other.isPresent()) {
            return retry("waits for command " + other.get() + " of the same subject");
        }
        if (work.command().proposal().type() == CommandType.LIFT) {
            return within(() -> tables.steps().suspendedByUs(subject))
                    ? new Passage.Open()
                    : refused("the account was not suspended by a command of ours");
        }
        return work.command().waivedBy().isPresent() ? new Passage.Open() : learnersOnly(work);
    }

    private Passage learnersOnly(Work work) {
        return switch (roles.standing(work.platform(), work.command().proposal().subject())) {
            case RolesSeen.Standing.OnlyLearner only -> new Passage.Open();
            case RolesSeen.Standing.OtherRoles other ->
                    person("was seen in roles that are not learner-roles: " + other.roles());
            case RolesSeen.Standing.Unread unread ->
                    person("no enrolment with roles was read: nothing says that this is a learner");
        };
    }

    private <T> T within(Supplier<T> work) {
        return ground.transactions().within(work);
    }

    private static Passage retry(String why) {
        return new Passage.Closed(new StepResult.Retry(WHILE_ANOTHER_ACTS, why));
    }

    private static Passage refused(String why) {
        return new Passage.Closed(new StepResult.Refused(why));
    }

    private static Passage person(String why) {
        return new Passage.Closed(new StepResult.NeedsPerson(why));
    }

    /** The answer. */
    sealed interface Passage {
        record Open() implements Passage {}

        record Closed(StepResult result) implements Passage {}

        record NoLongerDue(String reason) implements Passage {}

        record Expired() implements Passage {}
    }
}
