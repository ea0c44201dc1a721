package org.passerelle.commands.hands;

import java.util.Map;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.personaldata.Platform;

/**
 * Acts on a platform with its command token. Only the executor uses it.
 *
 * <p>Repeatable: every method reads the real state first and writes only what is not so yet; asking
 * twice changes nothing. Errors: a {@link org.passerelle.personaldata.TransientFailure} when the
 * platform is away, after which the caller must take what it asked for as unknown; a {@link
 * org.passerelle.personaldata.PermanentFailure} when the set-up is wrong, with what to mend. No
 * result holds identity, except {@link AccountSeen.Present}, which never prints it.
 */
public interface PlatformHands {
    Readiness readiness(Platform platform);

    AccountSeen look(Target target);

    /** Refuses administrators, service accounts and guests. Can be undone. */
    StepResult suspend(Target target);

    /** Undoes a suspension. The caller knows that it was ours. */
    StepResult lift(Target target);

    /**
     * Ends the enrolment for good, grades included; reads afterwards whether another method keeps
     * it.
     */
    StepResult unenrol(Target target, CourseId course);

    StepResult rectify(Target target, Map<FieldName, FieldValue> values);

    /**
     * Overwrites everything that names the person. Notes: {@code compared} and {@code
     * sent-not-readable}, field names joined by commas.
     */
    StepResult scrub(Target target, String marker);

    /**
     * Makes the platform hold an erasure request for the scrubbed account. Notes: {@code
     * request-id}, {@code path} ({@code create} or {@code delete-first}), {@code last-request-id}.
     */
    StepResult request(Target target, RequestTicket ticket);

    StepResult approve(Target target, long requestId);

    /** Done when the platform says that it has erased; {@link StepResult.Retry} until then. */
    StepResult awaitErased(Target target, long requestId);

    /** Reads only. */
    Verification verify(Target target, ErasureTrail trail);
}
