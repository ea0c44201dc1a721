package org.passerelle.custody.comeback;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.passerelle.commands.CommandType;
import org.passerelle.commands.Proposal;
import org.passerelle.commands.Proposals;
import org.passerelle.commands.outcomes.SiteFingerprints;
import org.passerelle.journal.Journal;
import org.passerelle.journal.JournalEntry;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.personaldata.Transactions;
import org.passerelle.policy.PackVersion;
import org.passerelle.policy.RuleKey;

/**
 * Looks for erased accounts that a poll has seen again. A full match proposes a new erasure, which
 * a person approves or not; anything less is reported; a contract that began since closes it.
 *
 * <p>Repeatable: each finding is told once. Source: DESIGN 7, UPR-39.
 */
public final class TombstoneWatch {
    private static final RuleKey RULE = new RuleKey("decision/tombstone");
    private static final String CLAUSE =
            "RGPD, art. 17 : le compte effacé est réapparu, par exemple après une restauration";
    private static final String ACTOR = "tombstones";

    private final Ground ground;
    private final Proposals proposals;
    private final Known known;

    /** What it stands on. */
    public record Ground(
            Transactions transactions, Journal journal, JdbcComebacks rows, Clock clock) {}

    /**
     * What other duties know.
     *
     * @param fingerprints which site a platform is today
     * @param addresses the keyed hash of a living account's address
     * @param packs the pack of an organisation
     */
    public record Known(
            SiteFingerprints fingerprints,
            Function<SubjectId, Optional<byte[]>> addresses,
            Function<PlatformKey, Optional<PackVersion>> packs) {}

    public TombstoneWatch(Ground ground, Proposals proposals, Known known) {
        this.ground = ground;
        this.proposals = proposals;
        this.known = known;
    }

    public void run() {
        var found = ground.transactions().within(() -> ground.rows().open(today()));
        found.forEach(comeback -> tell(comeback, match(comeback)));
    }

    /** Of one organisation. */
    public List<Told> list(OrganisationKey organisation) {
        return ground.transactions().within(() -> ground.rows().told(organisation));
    }

    /**
     * An officer says that it is no reason to erase anybody.
     *
     * @param why a code
     * @return false when it is not open
     */
    public boolean close(Told told, String why, String actor) {
        return ground.transactions()
                .within(
                        () -> {
                            boolean closed =
                                    ground.rows()
                                            .close(told.tombstone(), why, ground.clock().instant());
                            if (closed) {
                                journal(
                                        told.organisation(),
                                        told.subject(),
                                        told.tombstone(),
                                        actor,
                                        why);
                            }
                            return closed;
                        });
    }

    private Match match(Comeback comeback) {
        boolean sameSite =
                known.fingerprints().of(comeback.platform()).equals(comeback.fingerprint());
        boolean sameAddress =
                comeback.seen()
                        .address()
                        .filter(
                                erased ->
                                        known.addresses()
                                                .apply(comeback.subject())
                                                .filter(living -> Arrays.equals(living, erased))
                                                .isPresent())
                        .isPresent();
        return Match.of(comeback.seen(), sameSite, sameAddress);
    }

    private void tell(Comeback comeback, Match match) {
        ground.transactions()
                .within(
                        () -> {
                            if (ground.rows().mark(comeback, match, ground.clock().instant())) {
                                journal(
                                        comeback.organisation(),
                                        comeback.subject(),
                                        comeback.tombstone(),
                                        ACTOR,
                                        match.key());
                                if (match == Match.FULL_MATCH) {
                                    propose(comeback);
                                }
                            }
                        });
    }

    private void propose(Comeback comeback) {
        known.packs()
                .apply(comeback.platform())
                .ifPresent(
                        pack ->
                                proposals.propose(
                                        List.of(
                                                new Proposal(
                                                        comeback.organisation(),
                                                        comeback.platform(),
                                                        comeback.subject(),
                                                        CommandType.ERASE,
                                                        Optional.empty(),
                                                        RULE,
                                                        CLAUSE,
                                                        pack,
                                                        today(),
                                                        ACTOR))));
    }

    private void journal(
            OrganisationKey organisation,
            SubjectId subject,
            long tombstone,
            String actor,
            String outcome) {
        ground.journal()
                .append(
                        new JournalEntry(
                                organisation,
                                actor,
                                "erased-account-seen-again",
                                "tombstone " + tombstone,
                                Optional.of(subject),
                                outcome,
                                Map.of()));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(ground.clock().instant(), ZoneOffset.UTC);
    }
}
