package org.passerelle.policy.pack;

import java.time.Period;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.personaldata.FieldName;
import org.passerelle.policy.MatrixRow;
import org.passerelle.policy.MatrixRow.Effect;
import org.passerelle.policy.MatrixRow.Scope;
import org.passerelle.policy.Obligation;
import org.passerelle.policy.PurposeKey;
import org.passerelle.policy.RoleKey;
import org.passerelle.policy.RuleKey;

/** Reads {@code matrix.yaml}. */
final class MatrixRows {
    private final Sheets sheets;
    private final Function<Row, Set<PurposeKey>> purposes;
    private final Function<Row, Set<RoleKey>> recipients;

    MatrixRows(
            Sheets sheets,
            Function<Row, Set<PurposeKey>> purposes,
            Function<Row, Set<RoleKey>> recipients) {
        this.sheets = sheets;
        this.purposes = purposes;
        this.recipients = recipients;
    }

    List<MatrixRow> read() {
        return sheets.rows(PolicyFile.MATRIX).stream().map(this::row).toList();
    }

    private MatrixRow row(Row row) {
        return new MatrixRow(
                new RuleKey("matrix/" + row.text("key")),
                row.text("effect").equals("deny") ? Effect.DENY : Effect.ALLOW,
                purposes.apply(row),
                recipients.apply(row),
                scope(row),
                row.texts("obligations").stream()
                        .map(key -> Obligation.of(key).orElseThrow())
                        .collect(Collectors.toSet()),
                row.optional("expire-after").map(Period::parse),
                Citations.of(row));
    }

    private static Scope scope(Row row) {
        return new Scope(
                row.texts("categories").stream()
                        .map(key -> DataCategory.of(key).orElseThrow())
                        .collect(Collectors.toSet()),
                fields(row, "fields"),
                fields(row, "except"),
                row.flag("own-course-only"));
    }

    private static Set<FieldName> fields(Row row, String field) {
        return row.texts(field).stream().map(FieldName::new).collect(Collectors.toSet());
    }
}
