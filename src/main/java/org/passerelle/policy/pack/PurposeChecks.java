package org.passerelle.policy.pack;

import java.util.Set;
import java.util.stream.Collectors;
import org.passerelle.policy.Purpose;
import org.passerelle.policy.pack.Findings.Words;

/** What a purpose needs before it may run. */
final class PurposeChecks {
    private PurposeChecks() {}

    /** A purpose that runs without a retention row would keep data for ever (LINT-05). */
    static void retentionRow(Dossier dossier, Findings findings) {
        for (Purpose purpose : dossier.pack().purposes()) {
            if (runs(purpose) && !kept(dossier, purpose)) {
                findings.error(
                        FindingCode.NO_RETENTION_ROW,
                        row(dossier, purpose),
                        Set.of(purpose.key()),
                        new Words(
                                "purpose "
                                        + purpose.key()
                                        + " has no retention row, so it is switched off (LINT-05)",
                                "name it in a row of retention.yaml"));
            }
        }
    }

    static void basisReference(Dossier dossier, Findings findings) {
        for (Purpose purpose : dossier.pack().purposes()) {
            if (runs(purpose)
                    && purpose.basis().needsReference()
                    && purpose.reference().isEmpty()) {
                findings.error(
                        FindingCode.NO_BASIS_REFERENCE,
                        row(dossier, purpose),
                        Set.of(purpose.key()),
                        new Words(
                                "purpose "
                                        + purpose.key()
                                        + " names no basis-reference, so it is switched off",
                                "name the legal text or the balancing test it rests on"));
            }
        }
    }

    /** The pack keeps it for a time that the published policy does not tell anybody (LINT-05). */
    static void publishedPeriod(Dossier dossier, Findings findings) {
        var told =
                dossier.periods().stream()
                        .flatMap(period -> period.rules(dossier.pack()).stream())
                        .flatMap(rule -> rule.purposes().stream())
                        .collect(Collectors.toSet());
        for (Purpose purpose : dossier.pack().purposes()) {
            boolean alreadyReported = runs(purpose) && !kept(dossier, purpose);
            if (!told.contains(purpose.key()) && !alreadyReported) {
                findings.warn(
                        FindingCode.NO_PUBLISHED_PERIOD,
                        row(dossier, purpose),
                        new Words(
                                "the published policy gives no duration for purpose "
                                        + purpose.key()
                                        + keptBy(dossier, purpose),
                                "publish one, and write it in published.yaml with the rows that"
                                        + " follow it"));
            }
        }
    }

    private static boolean runs(Purpose purpose) {
        return !(purpose.state() instanceof Purpose.State.Outside);
    }

    private static boolean kept(Dossier dossier, Purpose purpose) {
        return dossier.pack().retention().stream()
                .anyMatch(rule -> rule.purposes().contains(purpose.key()));
    }

    private static String keptBy(Dossier dossier, Purpose purpose) {
        var rows =
                dossier.pack().retention().stream()
                        .filter(rule -> rule.purposes().contains(purpose.key()))
                        .map(rule -> rule.key().value())
                        .collect(Collectors.joining(", "));
        return rows.isEmpty() ? ", and it has no retention row" : "; the pack keeps it by " + rows;
    }

    private static Row row(Dossier dossier, Purpose purpose) {
        return dossier.row(PolicyFile.PURPOSES, purpose.key().value()).orElseThrow();
    }
}
