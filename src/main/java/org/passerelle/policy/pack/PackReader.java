package org.passerelle.policy.pack;

import java.time.Period;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.policy.Forbidden;
import org.passerelle.policy.Matrix;
import org.passerelle.policy.Operation;
import org.passerelle.policy.Pack;
import org.passerelle.policy.PackVersion;
import org.passerelle.policy.PurposeKey;
import org.passerelle.policy.Recipient;
import org.passerelle.policy.Right;
import org.passerelle.policy.RoleKey;
import org.passerelle.policy.RuleKey;
import org.passerelle.policy.TransferRow;
import org.passerelle.policy.Transfers;
import org.passerelle.policy.pack.Findings.Words;

/** Turns the files of one organisation into a {@link Pack}, checking what stands between files. */
final class PackReader {
    private final Sheets sheets;
    private final Findings findings;
    private final Set<PurposeKey> purposes;
    private final Set<RoleKey> recipients;

    PackReader(Sheets sheets, Findings findings) {
        this.sheets = sheets;
        this.findings = findings;
        this.purposes = keys(PolicyFile.PURPOSES, PurposeKey::new);
        this.recipients = keys(PolicyFile.RECIPIENTS, RoleKey::new);
    }

    Pack read(OrganisationKey organisation, ZoneId zone) {
        for (PolicyFile kind : PolicyFile.values()) {
            if (kind != PolicyFile.PACK) {
                sheets.refuseTwins(kind, findings);
                warnOfProposals(kind);
            }
        }
        var head = sheets.file(PolicyFile.PACK).row("pack").orElseThrow();
        var retention = new RetentionRows(sheets, findings, this::purposes);
        var rules = retention.rules();
        return new Pack(
                new PackVersion(organisation, head.text("version")),
                head.date("effective-from"),
                zone,
                operations(),
                forbidden(),
                new PurposeRows(sheets).read(),
                new Matrix(new MatrixRows(sheets, this::purposes, this::recipients).read()),
                recipientRows(),
                transfers(),
                rules,
                retention.overlays(),
                rights(),
                head.optional("smallest-group").map(Integer::valueOf).orElse(Pack.USUAL_GROUP));
    }

    private void warnOfProposals(PolicyFile kind) {
        for (Row row : sheets.rows(kind)) {
            row.optional("source")
                    .ifPresent(
                            source ->
                                    findings.warn(
                                            FindingCode.PROPOSED_ROW,
                                            row,
                                            new Words(
                                                    "row "
                                                            + row.text("key")
                                                            + " is proposed from "
                                                            + source,
                                                    "have the DPO confirm it, then take the two"
                                                            + " lines out")));
        }
    }

    /** The purposes a row names; one that does not exist is reported. */
    private Set<PurposeKey> purposes(Row row) {
        return known(row, "purposes", PurposeKey::new, purposes);
    }

    private Set<RoleKey> recipients(Row row) {
        return known(row, "recipients", RoleKey::new, recipients);
    }

    private <K> Set<K> known(Row row, String field, Function<String, K> key, Set<K> existing) {
        var named = row.texts(field).stream().map(key).collect(Collectors.toSet());
        for (K name : named) {
            if (!existing.contains(name)) {
                findings.invalid(
                        row,
                        field + " names " + name + ", which " + field + ".yaml does not have",
                        "correct the spelling or add it there");
            }
        }
        return named;
    }

    private <K> Set<K> keys(PolicyFile kind, Function<String, K> key) {
        return sheets.rows(kind).stream()
                .map(row -> key.apply(row.text("key")))
                .collect(Collectors.toUnmodifiableSet());
    }

    private Set<Operation> operations() {
        return sheets.rows(PolicyFile.OPERATIONS).stream()
                .map(row -> Operation.of(row.text("key")).orElseThrow())
                .collect(Collectors.toUnmodifiableSet());
    }

    private Map<DataCategory, Forbidden> forbidden() {
        var forbidden = new EnumMap<DataCategory, Forbidden>(DataCategory.class);
        for (Row row : sheets.rows(PolicyFile.CATEGORIES)) {
            if (row.flag("forbidden")) {
                forbidden.put(
                        DataCategory.of(row.text("category")).orElseThrow(),
                        new Forbidden(
                                new RuleKey("categories/" + row.text("key")), Citations.of(row)));
            }
        }
        return forbidden;
    }

    private List<Recipient> recipientRows() {
        return sheets.rows(PolicyFile.RECIPIENTS).stream()
                .map(
                        row ->
                                new Recipient(
                                        new RoleKey(row.text("key")),
                                        row.text("title"),
                                        Recipient.Kind.of(row.text("kind")).orElseThrow(),
                                        row.text("country"),
                                        row.optionalDate("agreed-on"),
                                        row.flag("archive-reader"),
                                        Citations.of(row)))
                .toList();
    }

    /** Countries by nature, countries by a dated safeguard, or a safeguard of each recipient. */
    private Transfers transfers() {
        var rows = sheets.rows(PolicyFile.TRANSFERS);
        return new Transfers(
                rows.stream().map(PackReader::transferRow).toList(),
                rows.stream().anyMatch(row -> row.flag("by-recipient")));
    }

    private static TransferRow transferRow(Row row) {
        return new TransferRow(
                new RuleKey("transfers/" + row.text("key")),
                row.texts("countries"),
                row.optionalDate("until"),
                row.optionalDate("as-of"),
                Citations.of(row));
    }

    private List<Right> rights() {
        return sheets.rows(PolicyFile.RIGHTS).stream()
                .map(
                        row ->
                                new Right(
                                        row.text("key"),
                                        row.text("title"),
                                        row.period("answer-within"),
                                        row.optional("target").map(Period::parse),
                                        Citations.of(row)))
                .toList();
    }
}
