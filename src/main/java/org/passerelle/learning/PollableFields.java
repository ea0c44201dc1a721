package org.passerelle.learning;

import org.passerelle.personaldata.Platform;
import org.passerelle.policy.Decision;

/**
 * What the organisation's policy lets a poll ask for: the fields of a kind that an active purpose
 * needs. Source: GDPR Art. 5(1)(c).
 *
 * <p>Asked once per run, and only for kinds about subjects; a kind without an allowed field is not
 * polled.
 */
@FunctionalInterface
public interface PollableFields {
    Decision decide(Platform platform, KindDescription kind);
}
