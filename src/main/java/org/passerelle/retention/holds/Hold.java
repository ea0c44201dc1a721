package org.passerelle.retention.holds;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.passerelle.personaldata.SubjectId;

/**
 * A hold that a person placed on a subject.
 *
 * @param reason a code in kebab-case such as {@code claim-open}; no free text, no person
 * @param until its last day; empty until somebody lifts it
 */
public record Hold(
        long id,
        SubjectId subject,
        HoldKind kind,
        String reason,
        Optional<LocalDate> until,
        String placedBy,
        Instant placedAt) {}
