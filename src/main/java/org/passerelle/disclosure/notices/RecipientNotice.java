package org.passerelle.disclosure.notices;

import java.time.Instant;
import java.util.Optional;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.SubjectId;

/**
 * One recipient to be told of one happening.
 *
 * @param cause {@code request 12} or {@code command 33}
 * @param what {@code erasure, rectification, restriction}
 * @param state {@code waiting, sent, acknowledged, impossible}
 * @param reason a code, where it is impossible; else empty
 */
public record RecipientNotice(
        long id,
        OrganisationKey organisation,
        String cause,
        String what,
        SubjectId subject,
        long recipient,
        String state,
        String reason,
        int attempts,
        Optional<Instant> sentAt) {}
