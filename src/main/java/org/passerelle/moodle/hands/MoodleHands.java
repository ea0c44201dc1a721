package org.passerelle.moodle.hands;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.passerelle.commands.hands.AccountSeen;
import org.passerelle.commands.hands.ErasureTrail;
import org.passerelle.commands.hands.PlatformHands;
import org.passerelle.commands.hands.Readiness;
import org.passerelle.commands.hands.RequestTicket;
import org.passerelle.commands.hands.StepResult;
import org.passerelle.commands.hands.Target;
import org.passerelle.commands.hands.Verification;
import org.passerelle.learning.SubjectDirectory;
import org.passerelle.moodle.client.MoodleClients;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.personaldata.Platform;

/** Acts on a Moodle with its command token; see {@link PlatformHands} for what it promises. */
public final class MoodleHands implements PlatformHands {
    private final OurTokens tokens;
    private final Accounts accounts;
    private final Suspensions suspensions;
    private final Enrolments enrolments;
    private final Profiles profiles;
    private final Erasures erasures;
    private final Proofs proofs;

    /**
     * @param pauseForCron between two looks at a request that waits for Moodle's cron
     */
    public MoodleHands(
            MoodleClients clients,
            SubjectDirectory directory,
            Clock clock,
            SecureRandom random,
            Duration pauseForCron) {
        var requests = new DataRequests(clients);
        tokens = new OurTokens(clients, clock);
        accounts = new Accounts(clients, directory);
        suspensions = new Suspensions(accounts, tokens);
        enrolments = new Enrolments(clients, accounts);
        profiles = new Profiles(accounts, random);
        erasures = new Erasures(accounts, tokens, requests, clock, pauseForCron);
        proofs = new Proofs(accounts, requests);
    }

    @Override
    public Readiness readiness(Platform platform) {
        return tokens.readiness(platform);
    }

    @Override
    public AccountSeen look(Target target) {
        return suspensions.look(target);
    }

    @Override
    public StepResult suspend(Target target) {
        return suspensions.set(target, true);
    }

    @Override
    public StepResult lift(Target target) {
        return suspensions.set(target, false);
    }

    @Override
    public StepResult unenrol(Target target, CourseId course) {
        return enrolments.end(target, course);
    }

    @Override
    public StepResult rectify(Target target, Map<FieldName, FieldValue> values) {
        return profiles.rectify(target, values);
    }

    @Override
    public StepResult scrub(Target target, String marker) {
        return profiles.scrub(target, marker);
    }

    @Override
    public StepResult request(Target target, RequestTicket ticket) {
        return erasures.request(target, ticket);
    }

    @Override
    public StepResult approve(Target target, long requestId) {
        return erasures.approve(target, requestId);
    }

    @Override
    public StepResult awaitErased(Target target, long requestId) {
        return erasures.await(target, requestId);
    }

    @Override
    public Verification verify(Target target, ErasureTrail trail) {
        return proofs.verify(target, trail);
    }
}
