package org.passerelle.disclosure.recipients;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.policy.RoleKey;

/**
 * One recipient of one organisation.
 *
 * @param key kebab-case, once per organisation
 * @param from its first day
 * @param until its last day; empty while nobody has ended it
 */
public record Registered(
        long id,
        OrganisationKey organisation,
        String key,
        Terms terms,
        NoticeWay notices,
        LocalDate from,
        Optional<LocalDate> until) {

    /**
     * What was agreed.
     *
     * @param title the name of an organisation or of a post
     * @param role of the pack's {@code recipients.yaml}: it says the kind, and the matrix says what
     *     it may have
     * @param country ISO 3166 code of where the data goes
     * @param reference of the contract, or the legal text
     * @param courses taught or coordinated there, for rows that are about one's own courses only
     */
    public record Terms(
            String title,
            RoleKey role,
            String country,
            String reference,
            Optional<Safeguard> safeguard,
            Set<CourseId> courses) {
        public Terms {
            courses = Set.copyOf(courses);
        }
    }

    /**
     * Standard clauses or binding corporate rules (GDPR Art. 46, UPR-71).
     *
     * @param until their last day
     */
    public record Safeguard(String reference, LocalDate until) {}

    @Override
    public String toString() {
        return "recipient " + key + " of " + organisation;
    }
}
