package org.passerelle.disclosure.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.SubjectId;

/**
 * One line of the ledger: what one recipient received of one subject.
 *
 * @param actor who exported
 * @param decisions numbers of the decisions that allowed it
 * @param contentHash of the whole export, once it was complete
 */
public record Disclosure(
        long export,
        SubjectId subject,
        To to,
        String actor,
        List<FieldName> fields,
        int records,
        List<Long> decisions,
        Instant at,
        Optional<String> contentHash) {
    public Disclosure {
        fields = List.copyOf(fields);
        decisions = List.copyOf(decisions);
    }

    /** Who received it and what for. */
    public record To(long recipient, String key, String title, String purpose) {}
}
