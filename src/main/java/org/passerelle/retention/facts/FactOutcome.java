package org.passerelle.retention.facts;

import java.time.Instant;
import java.util.Locale;
import org.passerelle.personaldata.SubjectId;

/** What became of a fact that was told. */
public sealed interface FactOutcome {
    /** Stored, and the subject's clocks set by it. */
    record Accepted(SubjectId subject) implements FactOutcome {}

    /** Told before in the same words: nothing changed. */
    record AlreadyKnown() implements FactOutcome {}

    /**
     * Kept, sealed, until the learner appears.
     *
     * @param until thrown away then
     */
    record Pending(Why why, Instant until) implements FactOutcome {}

    /**
     * A lawful no: the sender has to correct it.
     *
     * @param reason what, what was expected, what to do; without any personal value
     */
    record Refused(String reason) implements FactOutcome {}

    /** Why a fact is pending. */
    enum Why {
        UNKNOWN_LEARNER,
        /** Two accounts carry the number. */
        AMBIGUOUS_NUMBER;

        /** The spelling in tables and answers: {@code unknown-learner}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
