package org.passerelle.decisions;

import java.util.List;
import java.util.Map;
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
     * @param inputs what else went in, such as the row of the pack that made a command due: codes
     *     and days, no personal data
     */
    record Asked(
            Pack pack,
            Question question,
            Optional<SubjectId> subject,
            String about,
            String reference,
            String actor,
            Map<String, String> inputs) {
        public Asked {
            inputs = Map.copyOf(inputs);
        }

        public Asked(
                Pack pack,
                Question question,
                Optional<SubjectId> subject,
                String about,
                String reference,
                String actor) {
            this(pack, question, subject, about, reference, actor, Map.of());
        }
    }

    /** Keeps question and answer; the number of the decision. */
    long record(Asked asked, Decision answer);

    Optional<DecisionRecord> find(long id);

    /**
     * Those about a subject, oldest first.
     *
     * @param after 0 for the first page, then the last id of the page before
     */
    List<DecisionRecord> about(SubjectId subject, long after, int limit);
}
