package org.passerelle.disclosure.group;

import java.time.Instant;
import java.time.LocalDate;
import org.passerelle.personaldata.OrganisationKey;

/**
 * Somebody of the group.
 *
 * @param account the name of the account
 * @param signedOn when the promise of confidentiality was signed
 * @param reviewOn the last day before an officer has to look again
 */
public record Member(
        OrganisationKey organisation,
        String account,
        LocalDate signedOn,
        LocalDate reviewOn,
        String addedBy,
        Instant addedAt) {
    public boolean current(LocalDate today) {
        return !review().overdue(today) && !signedOn.isAfter(today);
    }

    public Review review() {
        return new Review(reviewOn);
    }
}
