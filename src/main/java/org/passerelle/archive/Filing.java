package org.passerelle.archive;

import java.time.LocalDate;
import java.util.Optional;
import org.passerelle.keys.Compartment;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;

/**
 * Why something goes into the archive, and until when.
 *
 * @param course empty where it is about the whole relation
 * @param reason a code: {@code funder-proof}, {@code prescription}; no archive without one (UPR-43)
 * @param until its last day
 * @param rule the rule or overlay that says so
 */
public record Filing(
        OrganisationKey organisation,
        PlatformKey platform,
        SubjectId subject,
        Optional<CourseId> course,
        String reason,
        LocalDate until,
        String rule) {
    public Filing {
        if (!reason.matches("[a-z][a-z0-9-]{0,31}")) {
            throw new IllegalArgumentException(
                    "an archive needs a reason: a code in kebab-case such as funder-proof");
        }
    }

    /** A key of its own: the record ends alone. */
    Compartment compartment() {
        return new Compartment(
                "archive:" + course.map(id -> "course-" + id.value()).orElse("all") + ":" + reason);
    }
}
