package org.passerelle.policy.pack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.personaldata.Organisation;
import org.passerelle.personaldata.Organisation.Officer;
import org.passerelle.policy.pack.Findings.Words;

/**
 * Reads {@code policy/accepted.yaml}: findings that the officer bears for a while, each with a
 * reason and a last day. It is no part of what is signed.
 */
final class Acceptances {
    static final String FILE = "accepted.yaml";
    private static final String SCHEMA = "policy-accepted.schema.json";

    private final List<Row> rows;

    private Acceptances(List<Row> rows) {
        this.rows = rows;
    }

    static Acceptances read(Path folder, Yaml yaml) {
        var file = folder.resolve(FILE);
        return new Acceptances(
                Files.isRegularFile(file)
                        ? yaml.read(file, SCHEMA).map(top -> top.rows("accepted")).orElse(List.of())
                        : List.of());
    }

    /** Marks the findings that are accepted, and reports acceptances that count for nothing. */
    void applyTo(Findings findings, Organisation organisation) {
        var idle = new ArrayList<>(rows);
        var officer = organisation.dpo().map(Officer::name);
        for (Row row : rows) {
            if (officer.filter(row.text("accepted-by")::equals).isEmpty()) {
                idle.remove(row);
                warn(
                        findings,
                        row,
                        "it is accepted by somebody who is not the dpo of organisation.yaml");
            }
        }
        var counting = new HashSet<>(idle);
        findings.replaceAll(
                finding -> {
                    var found = match(finding, counting);
                    found.ifPresent(idle::remove);
                    return found.map(row -> finding.accepted(acceptance(row))).orElse(finding);
                });
        idle.forEach(row -> warn(findings, row, "there is no such finding"));
    }

    private static Optional<Row> match(Finding finding, Set<Row> rows) {
        return rows.stream()
                .filter(row -> finding.code().acceptable())
                .filter(row -> row.text("code").equals(finding.code().key()))
                .filter(row -> row.text("at").equals(finding.place().row()))
                .findFirst();
    }

    private static Acceptance acceptance(Row row) {
        return new Acceptance(
                row.text("accepted-by"),
                row.date("accepted-on"),
                row.date("until"),
                row.text("reason"));
    }

    private static void warn(Findings findings, Row row, String why) {
        findings.warn(
                FindingCode.IDLE_ACCEPTANCE,
                row,
                new Words(
                        "the acceptance of " + row.text("code") + " counts for nothing: " + why,
                        "take it out or correct it"));
    }
}
