package org.passerelle.policy.pack;

import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;
import org.passerelle.policy.Endpoint;
import org.passerelle.policy.Transfers;
import org.passerelle.policy.pack.Findings.Words;

/**
 * Whether the list of adequate countries is one that somebody looked at lately (UPR-70), and
 * whether the parts of the installation are where data may be (IMP-61).
 */
final class TransferChecks {
    /**
     * The Union, and Iceland, Liechtenstein and Norway: no decision of adequacy is needed there.
     */
    private static final Set<String> EUROPEAN_ECONOMIC_AREA =
            Set.of(
                    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR",
                    "HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT",
                    "RO", "SE", "SI", "SK");

    private TransferChecks() {}

    /** A decision of adequacy may be withdrawn: its list has a date, at most a year ago. */
    static void adequacy(Dossier dossier, Findings findings) {
        dossier.rows(PolicyFile.TRANSFERS)
                .filter(row -> row.optional("until").isEmpty())
                .filter(row -> !outside(row).isEmpty())
                .forEach(
                        row ->
                                row.optionalDate("as-of")
                                        .ifPresentOrElse(
                                                asOf -> dated(row, asOf, dossier, findings),
                                                () -> undated(row, findings)));
    }

    /**
     * A part where nothing may go stops the next start; of clauses that end while it runs this is
     * the notice (IMP-61).
     */
    static void partsElsewhere(Dossier dossier, Findings findings) {
        var today = dossier.circumstances().today();
        for (Endpoint part : dossier.circumstances().elsewhere()) {
            today.map(day -> dossier.pack().transfers().judge(part.place().country(), day))
                    .filter(Transfers.Answer.Refused.class::isInstance)
                    .map(Transfers.Answer.Refused.class::cast)
                    .ifPresent(refused -> partOutside(dossier, part, refused, findings));
        }
    }

    private static void partOutside(
            Dossier dossier, Endpoint part, Transfers.Answer.Refused refused, Findings findings) {
        findings.error(
                FindingCode.PART_OUTSIDE,
                dossier.sheets().rows(PolicyFile.TRANSFERS).getFirst(),
                Set.of(),
                new Words(
                        part.title() + " (" + part.setting() + "): " + refused.reason(),
                        "use one in a country that the row allows; the next start is refused"));
    }

    private static Set<String> outside(Row row) {
        var countries = new TreeSet<>(row.texts("countries"));
        countries.removeAll(EUROPEAN_ECONOMIC_AREA);
        return countries;
    }

    private static void undated(Row row, Findings findings) {
        findings.warn(
                FindingCode.ADEQUACY_UNCHECKED,
                row,
                new Words(
                        "nobody says when it was checked that "
                                + String.join(", ", outside(row))
                                + " are adequate (UPR-70)",
                        "check the decisions of the Commission and write the day: as-of"));
    }

    private static void dated(Row row, LocalDate asOf, Dossier dossier, Findings findings) {
        var today = dossier.circumstances().today();
        if (today.filter(asOf::isAfter).isPresent()) {
            findings.warn(
                    FindingCode.ADEQUACY_UNCHECKED,
                    row,
                    new Words(
                            "the list of adequate countries is dated " + asOf + ", a day to come",
                            "write the day on which it was checked"));
        } else if (today.filter(day -> day.isAfter(asOf.plusYears(1))).isPresent()) {
            findings.warn(
                    FindingCode.ADEQUACY_UNCHECKED,
                    row,
                    new Words(
                            "the list of adequate countries is of "
                                    + asOf
                                    + ", more than a year ago (UPR-70)",
                            "check it against the decisions of the Commission, write the new day in"
                                    + " as-of, and have the pack signed again"));
        }
    }
}
