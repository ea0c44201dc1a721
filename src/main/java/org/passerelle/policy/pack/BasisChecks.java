package org.passerelle.policy.pack;

import java.util.Set;
import java.util.stream.Collectors;
import org.passerelle.policy.LegalBasis;
import org.passerelle.policy.RetentionRule;
import org.passerelle.policy.pack.Findings.Words;

/** Legal bases of the published policy, held against those of the pack. */
final class BasisChecks {
    private BasisChecks() {}

    /** Two bases for one thing: exactly one is chosen, and it is one of the two (LINT-07). */
    static void bases(Dossier dossier, Findings findings) {
        for (PublishedPeriod period : dossier.periods()) {
            if (period.bases().isEmpty()) {
                continue;
            }
            for (RetentionRule rule : period.rules(dossier.pack())) {
                if (!period.bases().contains(rule.basis())) {
                    findings.error(
                            FindingCode.BASIS_NOT_PUBLISHED,
                            dossier.row(rule),
                            rule.purposes(),
                            new Words(
                                    rule.key()
                                            + " rests on "
                                            + rule.basis().key()
                                            + ", while the published policy names "
                                            + keys(period.bases()),
                                    "choose a published basis, or publish this one"));
                }
            }
            if (period.bases().size() > 1) {
                severalBases(dossier, period, findings);
            }
        }
    }

    private static void severalBases(Dossier dossier, PublishedPeriod period, Findings findings) {
        var what =
                "the published policy names " + keys(period.bases()) + " for one purpose (LINT-07)";
        var undecided =
                period.rules(dossier.pack()).stream()
                        .filter(rule -> !decided(dossier, rule))
                        .flatMap(rule -> rule.purposes().stream())
                        .collect(Collectors.toSet());
        if (undecided.isEmpty()) {
            findings.warn(
                    FindingCode.SEVERAL_BASES,
                    period.row(),
                    new Words(what + chosen(dossier, period), "publish the one that counts"));
        } else {
            findings.error(
                    FindingCode.SEVERAL_BASES,
                    period.row(),
                    undecided,
                    new Words(
                            what + ", and the pack does too",
                            "give the purpose and its retention row the same basis"));
        }
    }

    /** Purpose and row say the same. */
    private static boolean decided(Dossier dossier, RetentionRule rule) {
        return dossier.pack().purposes().stream()
                .filter(purpose -> rule.purposes().contains(purpose.key()))
                .allMatch(purpose -> purpose.basis() == rule.basis());
    }

    private static String chosen(Dossier dossier, PublishedPeriod period) {
        return period.rules(dossier.pack()).stream()
                .map(rule -> "; " + rule.key() + " takes " + rule.basis().key())
                .collect(Collectors.joining());
    }

    private static String keys(Set<LegalBasis> bases) {
        return bases.stream().map(LegalBasis::key).sorted().collect(Collectors.joining(" and "));
    }
}
