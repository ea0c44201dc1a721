package org.passerelle.policy.pack;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.passerelle.policy.pack.Findings.Words;

/**
 * What differs between organisations of one installation: nobody is wrong, but whoever serves both
 * must know. A finding stands in the file of the one it is told, and names none of the others.
 */
final class BetweenOrganisations {
    private BetweenOrganisations() {}

    static void look(Dossier own, List<Dossier> all, Findings findings) {
        periods(own, all, findings);
        transfers(own, all, findings);
    }

    /** One and the same thing is kept for different times (LINT-03). */
    private static void periods(Dossier own, List<Dossier> all, Findings findings) {
        for (PublishedPeriod period : own.periods()) {
            boolean differs =
                    period.topic().isPresent()
                            && all.stream()
                                    .filter(other -> other != own)
                                    .flatMap(other -> other.periods().stream())
                                    .filter(other -> other.topic().equals(period.topic()))
                                    .anyMatch(other -> !other.end().equals(period.end()));
            if (differs) {
                findings.warn(
                        FindingCode.PERIODS_DIFFER,
                        period.row(),
                        new Words(
                                "another organisation of this installation keeps "
                                        + period.topic().orElseThrow()
                                        + " for another time (LINT-03)",
                                "nothing need be mended: the pack of each organisation counts"));
            }
        }
    }

    /** What must not leave a region here may leave it there (LINT-11). */
    private static void transfers(Dossier own, List<Dossier> all, Findings findings) {
        for (Row statement : own.published("data-stays-in")) {
            boolean wider =
                    all.stream()
                            .filter(other -> other != own)
                            .anyMatch(other -> leaves(other, statement));
            if (wider) {
                findings.warn(
                        FindingCode.TRANSFERS_DIFFER,
                        statement,
                        new Words(
                                "another organisation of this installation lets data go further"
                                        + " (LINT-11)",
                                "choose shared processors by the stricter rule"));
            }
        }
    }

    private static boolean leaves(Dossier other, Row statement) {
        return !statement.texts("data-stays-in").containsAll(countries(other));
    }

    private static Set<String> countries(Dossier dossier) {
        var transfers = dossier.pack().transfers();
        var countries = new HashSet<>(transfers.allowed());
        countries.addAll(transfers.safeguards().keySet());
        return countries;
    }
}
