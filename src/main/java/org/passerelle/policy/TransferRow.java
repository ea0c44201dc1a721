package org.passerelle.policy;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * One row of {@code transfers.yaml}: countries, and why data may go there.
 *
 * @param countries ISO 3166 codes; none in a row that lets each recipient have clauses of its own
 * @param until the last day of standard clauses or binding rules (UPR-71); empty for countries that
 *     need none
 * @param asOf the day on which the list of adequate countries was last checked (UPR-70)
 */
public record TransferRow(
        RuleKey rule,
        Set<String> countries,
        Optional<LocalDate> until,
        Optional<LocalDate> asOf,
        Citation citation) {
    public TransferRow {
        countries = Set.copyOf(countries);
    }

    boolean letsGo(String country, LocalDate day) {
        return countries.contains(country) && until.filter(day::isAfter).isEmpty();
    }
}
