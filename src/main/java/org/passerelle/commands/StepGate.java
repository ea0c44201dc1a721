package org.passerelle.commands;

import java.time.Duration;
import java.util.function.Supplier;
import org.passerelle.learning.RolesSeen;

/**
 * Asked before a step acts for the first time: may it still?
 *
 * <p>Facts, holds and expiry are asked before the first step and once more before the first that
 * destroys; a step whose effect is unknown is past the question. Source: DESIGN.md sections 5 and
 * 6.
 */
public final class StepGate {
    private static final String FUNDER_PROOF = "funder-proof-missing";
    private static final Duration WHILE_ANOTHER_ACTS = Duration.ofMinutes(1);
    private static final Duration WHILE_HELD = Duration.ofHours(6);

    private final Ground ground;
    private final CommandTables tables;
    private final PlatformHands hands;
    private final Recheck recheck;
    private final RolesSeen roles;

    public StepGate(
            Ground ground,
            CommandTables tables,
            PlatformHands hands,
            Recheck recheck,
            RolesSeen roles) {
        this.ground = ground;
        this.tables = tables;
        this.hands = hands;
        this.recheck = recheck;
        this.roles = roles;
    }

    Passage at(Work work, StoredStep step) {
        boolean first = step.position() == 0;
        if (!first && !step.name().firstDestructive()) {
            return new Passage.Open();
        }
        if (step.state() == StepState.WORKING || step.state() == StepState.UNKNOWN) {
            return new Passage.Open();
        }
        if (!work.message().expiresAt().isAfter(ground.clock().instant())) {
            return new Passage.Expired();
        }
        return Objection.of(work.command().proposal(), recheck)
                .map(objection -> closed(work, objection))
                .orElseGet(() -> first ? beforeFirst(work) : new Passage.Open());
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
                    ? ready(work)
                    : refused("the account was not suspended by a command of ours");
        }
        return work.command().waivedBy().isPresent() ? ready(work) : learnersOnly(work);
    }

    private Passage learnersOnly(Work work) {
        return switch (roles.standing(work.platform(), work.command().proposal().subject())) {
            case RolesSeen.Standing.OnlyLearner only -> ready(work);
            case RolesSeen.Standing.OtherRoles other ->
                    person("was seen in roles that are not learner-roles: " + other.roles());
            case RolesSeen.Standing.Unread unread ->
                    person("no enrolment with roles was read: nothing says that this is a learner");
        };
    }

    private Passage ready(Work work) {
        return switch (hands.readiness(work.platform())) {
            case Readiness.Ready ready -> new Passage.Open();
            case Readiness.TooPowerful token -> refused(token.why());
            case Readiness.Unfit unfit -> person(unfit.what() + "; " + unfit.mend());
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
