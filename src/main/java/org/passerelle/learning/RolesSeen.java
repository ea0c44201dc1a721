package org.passerelle.learning;

import java.util.Set;
import org.passerelle.personaldata.Platform;
import org.passerelle.personaldata.SubjectId;

/** Which roles the polls have seen a subject in: it decides who may be touched without a person. */
public interface RolesSeen {
    Standing standing(Platform platform, SubjectId subject);

    /** The answer. */
    sealed interface Standing {
        /** Every role seen is in the platform's {@code learner-roles}, and roles were read. */
        record OnlyLearner() implements Standing {}

        record OtherRoles(Set<String> roles) implements Standing {
            public OtherRoles {
                roles = Set.copyOf(roles);
            }
        }

        /** No enrolment with roles was read: nothing is known, a person decides. */
        record Unread() implements Standing {}
    }
}
