package org.passerelle.learning;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.SubjectId;

/**
 * A staged record that differs from what is stored, and what else must be kept of it when it is
 * stored.
 *
 * @param learnerNumber the {@code idnumber} of a record about a person: none, or one element
 */
record Candidate(HexKey key, List<Access> accesses, Optional<LearnerNumber> learnerNumber) {
    Candidate {
        accesses = List.copyOf(accesses);
    }

    /**
     * One observed access.
     *
     * @param courseOrZero zero for the whole site
     */
    record Access(SubjectId subject, long courseOrZero, FieldName field, Instant at) {}

    /** It prints nothing of the number. */
    static final class LearnerNumber {
        private final SubjectId subject;
        private final String number;

        LearnerNumber(SubjectId subject, String number) {
            this.subject = subject;
            this.number = number;
        }

        SubjectId subject() {
            return subject;
        }

        String number() {
            return number;
        }
    }
}
