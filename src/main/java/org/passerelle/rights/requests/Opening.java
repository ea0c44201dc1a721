package org.passerelle.rights.requests;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.SubjectId;

/**
 * A request as it comes in.
 *
 * @param channel how it reached the organisation: {@code email, letter, form, telephone, in-person}
 * @param receivedAt when it reached any channel, which may lie days before anybody typed it in
 * @param subject whose data are meant, where that is known already
 * @param particulars codes the type needs, without personal data: {@code ground}, {@code until},
 *     {@code purposes}
 */
public record Opening(
        OrganisationKey organisation,
        RequestType type,
        String channel,
        Instant receivedAt,
        Optional<SubjectId> subject,
        Applicant applicant,
        Map<String, String> particulars) {
    public Opening {
        particulars = Map.copyOf(particulars);
    }

    /** Until when a restriction is asked for. */
    static Optional<LocalDate> until(Map<String, String> particulars) {
        return Optional.ofNullable(particulars.get("until")).map(LocalDate::parse);
    }
}
