package org.passerelle.learning;

import java.util.Set;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;

/**
 * The subjects whose data may only be stored as it is: what a poll brings of them is dropped before
 * it is staged, and what it does not bring is never counted absent. Source: GDPR Art. 18(2).
 */
@FunctionalInterface
public interface FrozenSubjects {
    FrozenSubjects NONE = platform -> Set.of();

    /** Read afresh at every call. */
    Set<SubjectId> on(PlatformKey platform);
}
