package org.passerelle.custody.comeback;

import java.time.Instant;
import java.util.Optional;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;

/**
 * A living account that looks like an erased one.
 *
 * @param tombstone its number
 * @param fingerprint of the site when the account was erased
 * @param subject the pseudonym it has now
 * @param seen what is the same
 * @param erasedAt when the former account was erased
 * @param state what was made of it before, if anything
 */
record Comeback(
        long tombstone,
        OrganisationKey organisation,
        PlatformKey platform,
        String fingerprint,
        SubjectId subject,
        Same seen,
        Instant erasedAt,
        Optional<String> state) {

    /**
     * What is the same.
     *
     * @param address keyed hash of the erased account's address, to be compared
     * @param enrolledSince whether a contract began on the day of the erasure or later
     */
    record Same(boolean account, boolean number, Optional<byte[]> address, boolean enrolledSince) {}
}
