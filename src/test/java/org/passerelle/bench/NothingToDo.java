package org.passerelle.bench;

import java.util.Map;
import org.passerelle.commands.hands.AccountSeen;
import org.passerelle.commands.hands.ErasureTrail;
import org.passerelle.commands.hands.FormerIdentity;
import org.passerelle.commands.hands.PlatformHands;
import org.passerelle.commands.hands.Readiness;
import org.passerelle.commands.hands.RequestTicket;
import org.passerelle.commands.hands.StepResult;
import org.passerelle.commands.hands.Target;
import org.passerelle.commands.hands.Verification;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.personaldata.Platform;

/** A platform on which every account is suspended already: a suspension is a step without work. */
final class NothingToDo implements PlatformHands {
    @Override
    public Readiness readiness(Platform platform) {
        return new Readiness.Ready();
    }

    @Override
    public AccountSeen look(Target target) {
        return new AccountSeen.Present(new FormerIdentity(Map.of()), true);
    }

    @Override
    public StepResult suspend(Target target) {
        return new StepResult.AlreadyDone();
    }

    @Override
    public StepResult lift(Target target) {
        throw new AssertionError("only suspensions are measured");
    }

    @Override
    public StepResult unenrol(Target target, CourseId course) {
        throw new AssertionError("only suspensions are measured");
    }

    @Override
    public StepResult rectify(Target target, Map<FieldName, FieldValue> values) {
        throw new AssertionError("only suspensions are measured");
    }

    @Override
    public StepResult scrub(Target target, String marker) {
        throw new AssertionError("only suspensions are measured");
    }

    @Override
    public StepResult request(Target target, RequestTicket ticket) {
        throw new AssertionError("only suspensions are measured");
    }

    @Override
    public StepResult approve(Target target, long requestId) {
        throw new AssertionError("only suspensions are measured");
    }

    @Override
    public StepResult awaitErased(Target target, long requestId) {
        throw new AssertionError("only suspensions are measured");
    }

    @Override
    public Verification verify(Target target, ErasureTrail trail) {
        throw new AssertionError("only suspensions are measured");
    }
}
