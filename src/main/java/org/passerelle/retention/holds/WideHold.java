package org.passerelle.retention.holds;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.PlatformKey;

/**
 * A legal hold on everybody of an organisation, or of one of its courses.
 *
 * @param course empty for the whole organisation
 * @param reason a code in kebab-case such as {@code audit-2027}; no free text, no person
 * @param until its last day
 */
public record WideHold(
        long number,
        OrganisationKey organisation,
        Optional<OfCourse> course,
        String reason,
        LocalDate until,
        String placedBy,
        Instant placedAt) {

    /** A course by its id on one platform. */
    public record OfCourse(PlatformKey platform, CourseId course) {}
}
