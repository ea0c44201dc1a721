package org.passerelle.custody.comeback;

import java.time.Instant;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;

/**
 * What was made of an erased account that is there again.
 *
 * @param state {@code proposed}, {@code reported} or {@code closed}
 * @param why a code
 */
public record Told(
        long tombstone,
        OrganisationKey organisation,
        PlatformKey platform,
        SubjectId subject,
        String state,
        String why,
        Instant at,
        Instant erasedAt) {}
