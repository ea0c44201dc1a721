package org.passerelle.policy.pack;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.passerelle.policy.LegalBasis;
import org.passerelle.policy.Purpose;
import org.passerelle.policy.Purpose.State;
import org.passerelle.policy.PurposeKey;
import org.passerelle.policy.RetentionRule;

/** Reads {@code purposes.yaml} and switches off what may not run. */
final class PurposeRows {
    private final Sheets sheets;
    private final Findings findings;

    PurposeRows(Sheets sheets, Findings findings) {
        this.sheets = sheets;
        this.findings = findings;
    }

    List<Purpose> read(List<RetentionRule> retention) {
        var kept =
                retention.stream()
                        .flatMap(rule -> rule.purposes().stream())
                        .collect(Collectors.toSet());
        return sheets.rows(PolicyFile.PURPOSES).stream().map(row -> purpose(row, kept)).toList();
    }

    private Purpose purpose(Row row, Set<PurposeKey> kept) {
        var key = new PurposeKey(row.text("key"));
        var basis = LegalBasis.of(row.text("legal-basis")).orElseThrow();
        return new Purpose(
                key,
                row.text("title"),
                basis,
                row.optional("basis-reference"),
                row.flag("training"),
                row.flag("survives-restriction"),
                !row.flag("uses-only"),
                state(row, key, basis, kept),
                Citations.of(row));
    }

    private State state(Row row, PurposeKey key, LegalBasis basis, Set<PurposeKey> kept) {
        var outside = row.optional("outside");
        if (outside.isPresent()) {
            return new State.Outside(outside.get());
        }
        return missing(row, key, basis, kept)
                .<State>map(State.SwitchedOff::new)
                .orElseGet(State.Active::new);
    }

    private Optional<String> missing(
            Row row, PurposeKey key, LegalBasis basis, Set<PurposeKey> kept) {
        if (!kept.contains(key)) {
            findings.error(
                    row,
                    "purpose " + key + " has no retention row, so it is switched off (LINT-05)",
                    "name it in a row of retention.yaml");
            return Optional.of("LINT-05: no row of retention.yaml names it");
        }
        if (basis.needsReference() && row.optional("basis-reference").isEmpty()) {
            findings.error(
                    row,
                    "purpose " + key + " names no basis-reference, so it is switched off",
                    "name the legal text or the balancing test it rests on");
            return Optional.of("it names no legal text or balancing test");
        }
        return Optional.empty();
    }
}
