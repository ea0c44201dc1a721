package org.passerelle.learning;

import org.passerelle.personaldata.PermanentFailure;
import org.passerelle.personaldata.SubjectId;

/** Two subjects of one platform carry the same learner number: nobody can be meant by it. */
public final class AmbiguousLearnerNumber extends PermanentFailure {
    public AmbiguousLearnerNumber(SubjectId first, SubjectId second) {
        super(
                "subjects "
                        + first
                        + " and "
                        + second
                        + " carry the same learner number (Moodle's ID number); expected one account per number;"
                        + " correct the profile of one of the two accounts, then poll users again",
                null);
    }
}
