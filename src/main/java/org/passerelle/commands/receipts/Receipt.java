package org.passerelle.commands.receipts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What a receipt of an erasure says. It names a pseudonym only.
 *
 * @param level one of {@code verified-account-gone, claimed-by-moodle, not-visible}
 * @param checks every check there is, run or not
 * @param comparedFields fields of the account that were read again after the scrub
 * @param unreadableFields fields that were overwritten but cannot be read with the token
 * @param residues in French: what the platform is known to keep
 * @param lastKeyCopyDiesOn when the last backup that holds the destroyed key is gone
 * @param tombstoneEndsOn until then a restored backup is recognised
 */
public record Receipt(
        long command,
        String organisation,
        String platform,
        String subject,
        String rule,
        String clause,
        String pack,
        String approvedBy,
        Instant approvedAt,
        String acceptedBy,
        String level,
        List<Step> steps,
        List<CheckLine> checks,
        List<String> comparedFields,
        List<String> unreadableFields,
        List<String> residues,
        List<Copies> ownCopies,
        Instant keyDestroyedAt,
        LocalDate lastKeyCopyDiesOn,
        LocalDate tombstoneEndsOn,
        Instant closedAt) {

    /** One step as it went. */
    public record Step(String step, String state, int attempts, Instant settledAt) {}

    /** One check and what it proves. */
    public record CheckLine(String check, String result, String proves, String detail) {}

    /** What went of our own. */
    public record Copies(String what, int rows) {}
}
