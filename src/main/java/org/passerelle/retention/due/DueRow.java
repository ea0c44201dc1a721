package org.passerelle.retention.due;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.RuleKey;
import org.passerelle.policy.Standing.Stage;
import org.passerelle.retention.holds.HoldKind;

/**
 * One line of {@code retention due} and {@code retention forecast}.
 *
 * @param stage the phase on the day asked about
 * @param dueOn the day the next thing happens or happened: the end of ACTIVE, or of retention
 * @param winner the rule or overlay that says when; empty for an unknown start
 * @param clause where the published policy says it
 * @param waitsFor the missing facts of an unknown start; {@code rule-deleted} when the row is gone
 * @param holds what keeps it from being erased
 * @param movedFrom the end before a new pack moved it by more than 30 days
 */
public record DueRow(
        OrganisationKey organisation,
        PlatformKey platform,
        SubjectId subject,
        RuleKey rule,
        Stage stage,
        Optional<LocalDate> dueOn,
        Optional<RuleKey> winner,
        String clause,
        Optional<String> waitsFor,
        Set<HoldKind> holds,
        Optional<LocalDate> movedFrom) {
    public DueRow {
        holds = Set.copyOf(holds);
    }
}
