package org.passerelle.policy.pack;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.policy.MatrixRow;
import org.passerelle.policy.PurposeKey;
import org.passerelle.policy.pack.Findings.Words;

/** What the published policy states, held against what the pack does. */
final class StatementChecks {
    /** The rights of GDPR Art. 15 to 22 and of French law, Art. 84 to 86. */
    private static final List<String> RIGHTS =
            List.of(
                    "access",
                    "rectification",
                    "erasure",
                    "restriction",
                    "portability",
                    "objection",
                    "post-mortem");

    private StatementChecks() {}

    /** It says that something is not collected, and the pack collects it (LINT-01). */
    static void deniedYetCollected(Dossier dossier, Findings findings) {
        var collected =
                dossier.pack().matrix().rows().stream()
                        .filter(row -> row.effect() == MatrixRow.Effect.ALLOW)
                        .flatMap(row -> row.scope().categories().stream())
                        .map(DataCategory::key)
                        .collect(Collectors.toSet());
        for (Row statement : dossier.published("denies-collecting")) {
            var denied = new TreeSet<>(statement.texts("denies-collecting"));
            denied.retainAll(collected);
            if (!denied.isEmpty()) {
                findings.warn(
                        FindingCode.DENIED_YET_COLLECTED,
                        statement,
                        new Words(
                                "the published policy says that "
                                        + String.join(", ", denied)
                                        + " is not collected, and the matrix allows it (LINT-01)",
                                "correct the published text, or take the rows out of matrix.yaml"));
            }
        }
    }

    /** Rights are exercised at one address, which is the organisation's own (LINT-02). */
    static void addresses(Dossier dossier, Findings findings) {
        var domains = new HashSet<String>();
        for (Row statement : dossier.published("address")) {
            var address = statement.row("address").orElseThrow();
            if (!address.text("body").equalsIgnoreCase(dossier.organisation().name())) {
                findings.warn(
                        FindingCode.ANOTHER_BODY,
                        statement,
                        new Words(
                                "the address for "
                                        + address.text("for")
                                        + " is that of another body (LINT-02)",
                                "publish an address of the organisation itself"));
            }
            domains.add(domain(address.text("email")));
            if (domains.size() > 1) {
                findings.warn(
                        FindingCode.SEVERAL_ADDRESSES,
                        statement,
                        new Words(
                                "the addresses for rights are of different domains (LINT-02)",
                                "publish one address for all rights"));
                return;
            }
        }
    }

    private static String domain(String address) {
        return address.substring(address.indexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    /**
     * It says where all processors are, and one of them is elsewhere: of the registry, a platform's
     * host, or a part of the installation such as the mail server (LINT-06).
     */
    static void processors(Dossier dossier, Findings findings) {
        for (Row statement : dossier.published("processors-in")) {
            var where = statement.row("processors-in").orElseThrow();
            dossier.rows(PolicyFile.RECIPIENTS)
                    .filter(row -> row.text("kind").equals("processor"))
                    .filter(row -> !sits(row, where))
                    .forEach(row -> elsewhere(row, where, findings));
            dossier.platforms().stream()
                    .filter(row -> !sits(row, where))
                    .forEach(row -> elsewhere(row, where, findings));
            dossier.circumstances().elsewhere().stream()
                    .filter(part -> !sits(part.place().country(), part.place().town(), where))
                    .forEach(
                            part ->
                                    findings.warn(
                                            FindingCode.PROCESSOR_ELSEWHERE,
                                            statement,
                                            elsewhere(
                                                    part.title() + " (" + part.setting() + ")",
                                                    where)));
        }
    }

    private static boolean sits(Row row, Row where) {
        return sits(row.text("country"), row.optional("place"), where);
    }

    private static boolean sits(String country, Optional<String> town, Row where) {
        return country.equals(where.text("country"))
                && (where.optional("place").isEmpty() || town.equals(where.optional("place")));
    }

    private static void elsewhere(Row row, Row where, Findings findings) {
        findings.warn(FindingCode.PROCESSOR_ELSEWHERE, row, elsewhere(row.text("key"), where));
    }

    private static Words elsewhere(String which, Row where) {
        return new Words(
                which
                        + " is not shown to be in "
                        + where.optional("place").orElse(where.text("country"))
                        + ", where the published policy says all processors are (LINT-06)",
                "write its place, or correct the published text");
    }

    /** The time to answer counts from receipt, whatever the text says (LINT-09). */
    static void answerClock(Dossier dossier, Findings findings) {
        dossier.published("answer-counted-from").stream()
                .filter(row -> !row.text("answer-counted-from").equals("receipt"))
                .forEach(
                        row ->
                                findings.warn(
                                        FindingCode.CLOCK_FROM_VERIFICATION,
                                        row,
                                        new Words(
                                                "the published policy lets the time to answer begin"
                                                        + " with a verified request (LINT-09); it is"
                                                        + " counted from receipt",
                                                "publish that it counts from receipt")));
    }

    /** Every right the law gives is granted, and the published policy says so (LINT-10). */
    static void rights(Dossier dossier, Findings findings) {
        for (String right : RIGHTS) {
            var row = dossier.row(PolicyFile.RIGHTS, right);
            if (row.isEmpty()) {
                findings.warn(
                        FindingCode.RIGHT_MISSING,
                        dossier.sheets().file(PolicyFile.RIGHTS),
                        new Words(
                                "the right " + right + " has no row (LINT-10)",
                                "add it: the law gives it whatever the policy says"));
            } else if (row.get().flag("proposed")) {
                findings.warn(
                        FindingCode.RIGHT_NOT_PUBLISHED,
                        row.get(),
                        new Words(
                                "the published policy does not name the right "
                                        + right
                                        + " (LINT-10); it is granted",
                                "publish it"));
            }
        }
    }

    /** It says where data stays, and the pack lets it go further (LINT-11). */
    static void transfers(Dossier dossier, Findings findings) {
        for (Row statement : dossier.published("data-stays-in")) {
            for (Row row : dossier.sheets().rows(PolicyFile.TRANSFERS)) {
                var further = new TreeSet<>(row.texts("countries"));
                further.removeAll(statement.texts("data-stays-in"));
                if (!further.isEmpty()) {
                    findings.error(
                            FindingCode.WIDER_THAN_PUBLISHED,
                            row,
                            reaching(dossier, further),
                            new Words(
                                    "data may go to "
                                            + String.join(", ", further)
                                            + ", while the published policy says it stays"
                                            + " elsewhere (LINT-11)",
                                    "take the countries out, or publish the transfer"));
                }
            }
        }
    }

    /** The purposes for which the matrix gives something to a recipient in one of the countries. */
    private static Set<PurposeKey> reaching(Dossier dossier, Set<String> countries) {
        var there =
                dossier.pack().recipients().stream()
                        .filter(recipient -> countries.contains(recipient.country()))
                        .map(recipient -> recipient.key())
                        .collect(Collectors.toSet());
        return dossier.pack().matrix().rows().stream()
                .filter(row -> row.effect() == MatrixRow.Effect.ALLOW)
                .filter(row -> row.recipients().stream().anyMatch(there::contains))
                .flatMap(row -> row.purposes().stream())
                .collect(Collectors.toSet());
    }
}
