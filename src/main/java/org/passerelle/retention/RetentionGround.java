package org.passerelle.retention;

import java.time.Clock;
import java.time.LocalDate;
import org.passerelle.journal.Journal;
import org.passerelle.personaldata.Transactions;
import org.passerelle.policy.Pack;
import org.passerelle.policy.pack.Packs;

/** What every part of this duty stands on. */
public record RetentionGround(
        Transactions transactions, Packs packs, Journal journal, Clock clock) {
    /** Today in the organisation's time zone. */
    public LocalDate today(Pack pack) {
        return LocalDate.ofInstant(clock.instant(), pack.zone());
    }
}
