package org.passerelle.decisions;

import java.util.Optional;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.Decision;
import org.passerelle.policy.Pack;
import org.passerelle.policy.Question;

/** Where single decisions are kept. Writes join the caller's transaction. */
public interface DecisionLog {
    /**
     * What was asked of which pack.
     *
     * @param about {@code explain, export, command, replay, request}
     * @param reference what it was asked for: {@code export 12}; no personal data
     */
    record Asked(
            Pack pack,
            Question question,
            Optional<SubjectId> subject,
            String about,
            String reference,
            String actor) {}

    /** Keeps question and answer; the number of the decision. */
    long record(Asked asked, Decision answer);

    Optional<DecisionRecord> find(long id);
}
