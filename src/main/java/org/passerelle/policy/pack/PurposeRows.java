package org.passerelle.policy.pack;

import java.util.List;
import org.passerelle.policy.LegalBasis;
import org.passerelle.policy.Purpose;
import org.passerelle.policy.Purpose.State;
import org.passerelle.policy.PurposeKey;

/** Reads {@code purposes.yaml} and switches off what may not run. */
final class PurposeRows {
    private final Sheets sheets;

    PurposeRows(Sheets sheets) {
        this.sheets = sheets;
    }

    List<Purpose> read() {
        return sheets.rows(PolicyFile.PURPOSES).stream().map(PurposeRows::purpose).toList();
    }

    private static Purpose purpose(Row row) {
        return new Purpose(
                new PurposeKey(row.text("key")),
                row.text("title"),
                LegalBasis.of(row.text("legal-basis")).orElseThrow(),
                row.optional("basis-reference"),
                row.flag("training"),
                row.flag("survives-restriction"),
                !row.flag("uses-only"),
                row.optional("outside").<State>map(State.Outside::new).orElseGet(State.Active::new),
                Citations.of(row));
    }
}
