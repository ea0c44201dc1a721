package org.passerelle.policy.pack;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.passerelle.personaldata.Organisation;
import org.passerelle.policy.Pack;
import org.passerelle.policy.RetentionRule;

/**
 * One organisation's pack together with the files it was read from: what a check looks at.
 *
 * @param platforms the rows of {@code organisation.yaml}
 */
record Dossier(
        Organisation organisation,
        List<Row> platforms,
        Pack pack,
        Sheets sheets,
        Circumstances circumstances) {
    /** The statements of the published policy that carry a field, such as {@code address}. */
    List<Row> published(String field) {
        return rows(PolicyFile.PUBLISHED).filter(row -> row.node().has(field)).toList();
    }

    List<PublishedPeriod> periods() {
        return published("period").stream().map(PublishedPeriod::new).toList();
    }

    Stream<Row> rows(PolicyFile kind) {
        return sheets.rows(kind).stream();
    }

    Optional<Row> row(PolicyFile kind, String key) {
        return rows(kind).filter(row -> row.text("key").equals(key)).findFirst();
    }

    /** Where a rule of the pack stands. */
    Row row(RetentionRule rule) {
        var key = rule.key().value().substring("retention/".length());
        return row(PolicyFile.RETENTION, key).orElseThrow();
    }
}
