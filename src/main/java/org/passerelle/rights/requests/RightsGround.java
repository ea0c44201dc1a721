package org.passerelle.rights.requests;

import java.time.Clock;
import java.time.LocalDate;
import org.passerelle.journal.Journal;
import org.passerelle.personaldata.Transactions;
import org.passerelle.policy.pack.Packs;
import org.passerelle.rights.deadlines.Deadline;

/** What every part of this duty stands on. */
public record RightsGround(
        Transactions transactions,
        Packs packs,
        Journal journal,
        Clock clock,
        RightsSettings settings) {
    /** Today where the deadlines run. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Deadline.ZONE);
    }
}
