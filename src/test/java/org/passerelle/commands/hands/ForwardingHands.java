package org.passerelle.commands.hands;

import java.util.Map;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.personaldata.Platform;

/** Hands that do what others do, for a test to disturb one movement. */
public class ForwardingHands implements PlatformHands {
    private final PlatformHands hands;

    public ForwardingHands(PlatformHands hands) {
        this.hands = hands;
    }

    @Override
    public Readiness readiness(Platform platform) {
        return hands.readiness(platform);
    }

    @Override
    public AccountSeen look(Target target) {
        return hands.look(target);
    }

    @Override
    public StepResult suspend(Target target) {
        return hands.suspend(target);
    }

    @Override
    public StepResult lift(Target target) {
        return hands.lift(target);
    }

    @Override
    public StepResult unenrol(Target target, CourseId course) {
        return hands.unenrol(target, course);
    }

    @Override
    public StepResult rectify(Target target, Map<FieldName, FieldValue> values) {
        return hands.rectify(target, values);
    }

    @Override
    public StepResult scrub(Target target, String marker) {
        return hands.scrub(target, marker);
    }

    @Override
    public StepResult request(Target target, RequestTicket ticket) {
        return hands.request(target, ticket);
    }

    @Override
    public StepResult approve(Target target, long requestId) {
        return hands.approve(target, requestId);
    }

    @Override
    public StepResult awaitErased(Target target, long requestId) {
        return hands.awaitErased(target, requestId);
    }

    @Override
    public Verification verify(Target target, ErasureTrail trail) {
        return hands.verify(target, trail);
    }
}
