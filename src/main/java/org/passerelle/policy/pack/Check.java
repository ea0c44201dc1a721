package org.passerelle.policy.pack;

import java.util.List;

/** One thing to look for in a pack. It knows no organisation. */
@FunctionalInterface
interface Check {
    /** In the order they are listed. */
    List<Check> ALL =
            List.of(
                    PurposeChecks::retentionRow,
                    PurposeChecks::basisReference,
                    PurposeChecks::publishedPeriod,
                    PeriodChecks::oneForAll,
                    PeriodChecks::tracesKeptLong,
                    PeriodChecks::longerThanPublished,
                    PeriodChecks::symbolic,
                    PeriodChecks::eitherStart,
                    PeriodChecks::funderAsksLonger,
                    BasisChecks::bases,
                    StatementChecks::deniedYetCollected,
                    StatementChecks::addresses,
                    StatementChecks::processors,
                    StatementChecks::answerClock,
                    StatementChecks::rights,
                    StatementChecks::transfers,
                    TransferChecks::adequacy,
                    TransferChecks::partsElsewhere);

    void look(Dossier dossier, Findings findings);
}
