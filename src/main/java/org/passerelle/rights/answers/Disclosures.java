package org.passerelle.rights.answers;

import java.time.LocalDate;
import java.util.List;
import org.passerelle.personaldata.SubjectId;

/** Who received a subject's data. The ledger of disclosures implements it. Source: UPR-35. */
@FunctionalInterface
public interface Disclosures {
    /** No disclosure was ever recorded. */
    Disclosures NONE = subject -> List.of();

    List<Disclosed> of(SubjectId subject);

    /** One disclosure, in words for the person. */
    record Disclosed(LocalDate on, String recipient, String purpose, String fields) {}
}
