package org.passerelle.api.accounts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.passerelle.disclosure.group.Review;

/**
 * One role of one account: who answers for it, and until when (IMP-60).
 *
 * @param reviewed the latest look at it; empty when nobody has looked since it was given
 * @param review empty for the account of this machine, which is no person's and is given anew at
 *     each start
 */
public record Permission(
        AccountName account,
        Grant grant,
        Sign given,
        Optional<Sign> reviewed,
        Optional<Review> review) {
    /** Who did it, and when. */
    public record Sign(String by, Instant at) {}

    public boolean overdue(LocalDate today) {
        return review.filter(last -> last.overdue(today)).isPresent();
    }
}
