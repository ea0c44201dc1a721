package org.passerelle.disclosure;

import java.time.Clock;
import java.time.LocalDate;
import org.passerelle.journal.Journal;
import org.passerelle.journal.alerts.SecurityAlerts;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.Transactions;
import org.passerelle.policy.Pack;
import org.passerelle.policy.pack.Packs;

/** What every part of this duty stands on. */
public record DisclosureGround(
        Transactions transactions,
        Packs packs,
        Journal journal,
        SecurityAlerts alerts,
        Clock clock,
        DisclosureSettings settings) {
    /** Today where the organisation is. */
    public LocalDate today(OrganisationKey organisation) {
        return today(packs.pack(organisation));
    }

    public LocalDate today(Pack pack) {
        return LocalDate.ofInstant(clock.instant(), pack.zone());
    }
}
