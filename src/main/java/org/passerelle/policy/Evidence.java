package org.passerelle.policy;

import java.time.LocalDate;
import java.util.Optional;

/** What is known to be true of a subject or an occasion, and carries a legal basis or exception. */
public sealed interface Evidence {
    /**
     * A training contract or convention (IMP-02).
     *
     * @param until its last day; empty while nobody has ended it
     */
    record Contract(String reference, LocalDate from, Optional<LocalDate> until)
            implements Evidence {
        boolean inForce(LocalDate day) {
            return !day.isBefore(from) && until.map(last -> !day.isAfter(last)).orElse(true);
        }
    }

    /**
     * Consent to one purpose (IMP-04, UPR-21).
     *
     * @param withdrawn counts from that very day
     */
    record Consent(String id, PurposeKey purpose, LocalDate given, Optional<LocalDate> withdrawn)
            implements Evidence {
        boolean live(LocalDate day) {
            return !day.isBefore(given) && withdrawn.map(day::isBefore).orElse(true);
        }
    }

    /** An objection to one purpose (GDPR Art. 21). */
    record Objection(PurposeKey purpose, LocalDate on) implements Evidence {}

    /** A legal text or an authority's request that obliges to disclose (IMP-36, UPR-33). */
    record LegalText(String reference) implements Evidence {}

    /** Why an archived item is read (LEG-01). */
    record Motive(String code) implements Evidence {}
}
