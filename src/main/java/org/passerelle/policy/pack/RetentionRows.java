package org.passerelle.policy.pack;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.policy.FactKey;
import org.passerelle.policy.FinalStep;
import org.passerelle.policy.LegalBasis;
import org.passerelle.policy.Overlay;
import org.passerelle.policy.PurposeKey;
import org.passerelle.policy.RetentionRule;
import org.passerelle.policy.RetentionRule.ActiveSpan;
import org.passerelle.policy.RetentionRule.ArchiveSpan;
import org.passerelle.policy.RetentionRule.AtEndOfActive;
import org.passerelle.policy.RetentionRule.Combine;
import org.passerelle.policy.RetentionRule.Ending;
import org.passerelle.policy.RetentionRule.Fallback;
import org.passerelle.policy.RuleKey;

/** Reads {@code retention.yaml} and {@code overlays.yaml}. */
final class RetentionRows {
    private static final LocalDate ANY_DAY = LocalDate.of(2023, 3, 1);

    private final Sheets sheets;
    private final Findings findings;
    private final Function<Row, Set<PurposeKey>> purposes;
    private final List<Overlay> overlays;

    RetentionRows(Sheets sheets, Findings findings, Function<Row, Set<PurposeKey>> purposes) {
        this.sheets = sheets;
        this.findings = findings;
        this.purposes = purposes;
        this.overlays =
                sheets.rows(PolicyFile.OVERLAYS).stream().map(RetentionRows::overlay).toList();
    }

    List<Overlay> overlays() {
        return overlays;
    }

    /** Rows that break a rule are reported and left out. */
    List<RetentionRule> rules() {
        var rules = new ArrayList<RetentionRule>();
        for (Row row : sheets.rows(PolicyFile.RETENTION)) {
            active(row).ifPresent(active -> rules.add(rule(row, active)));
        }
        return rules;
    }

    private RetentionRule rule(Row row, ActiveSpan active) {
        refuseHaste(row);
        return new RetentionRule(
                new RuleKey("retention/" + row.text("key")),
                LegalBasis.of(row.text("legal-basis")).orElseThrow(),
                purposes.apply(row),
                row.texts("categories").stream()
                        .map(key -> DataCategory.of(key).orElseThrow())
                        .collect(Collectors.toSet()),
                active,
                row.row("archive")
                        .map(span -> new ArchiveSpan(span.period("for"), span.text("reason"))),
                ending(row),
                named(row),
                row.optional("outside"),
                Citations.of(row));
    }

    private void refuseHaste(Row row) {
        boolean sameDay =
                row.optional("propose-erasure-after")
                        .map(Period::parse)
                        .filter(period -> !ANY_DAY.plus(period).isAfter(ANY_DAY))
                        .isPresent();
        if (sameDay) {
            findings.invalid(
                    row,
                    "propose-erasure-after lets an account be erased on the day it is suspended",
                    "give it P1D or more: whoever misses the account must be able to say so");
        }
    }

    private Optional<ActiveSpan> active(Row row) {
        var span = row.row("active").orElseThrow();
        var from = span.list("from").stream().map(RetentionRows::fact).toList();
        for (FactKey key : from) {
            if (key.use() != FactKey.Use.STARTS) {
                findings.invalid(
                        span,
                        key.key() + " must not start a retention period",
                        "start it from a fact that ends something, such as contract-end");
                return Optional.empty();
            }
        }
        var fallbacks = new ArrayList<Fallback>();
        for (Row fallback : row.rows("fallbacks")) {
            var read = fallback(fallback);
            if (read.isEmpty()) {
                return Optional.empty();
            }
            fallbacks.add(read.get());
        }
        return Optional.of(new ActiveSpan(from, combine(span), span.period("for"), fallbacks));
    }

    private static Combine combine(Row span) {
        return span.text("combine").equals("earliest") ? Combine.EARLIEST : Combine.LATEST;
    }

    private Optional<Fallback> fallback(Row row) {
        var from = fact(row.text("from"));
        if (from.use() == FactKey.Use.NEVER) {
            findings.invalid(
                    row,
                    from.key() + " must not start a retention period, not even as a fallback",
                    "take a fact that ends something, such as enrolment-no-longer-seen");
            return Optional.empty();
        }
        if (!Fallback.isLongEnough(row.period("fallback-for"))) {
            findings.invalid(
                    row,
                    "the fallback from " + from.key() + " has fallback-for under one year",
                    "give it P1Y or more: what it starts from is only a guess");
            return Optional.empty();
        }
        return Optional.of(new Fallback(from, row.period("fallback-for")));
    }

    private static Ending ending(Row row) {
        return new Ending(
                row.text("final").equals("anonymise") ? FinalStep.ANONYMISE : FinalStep.ERASE,
                row.text("at-end-of-active").equals("suspend-account")
                        ? AtEndOfActive.SUSPEND_ACCOUNT
                        : AtEndOfActive.NOTHING,
                row.optional("propose-erasure-after").map(Period::parse).orElse(Period.ZERO));
    }

    private List<Overlay> named(Row row) {
        var named = new ArrayList<Overlay>();
        for (String name : row.list("overlays")) {
            var key = new RuleKey("overlays/" + name);
            overlays.stream()
                    .filter(overlay -> overlay.key().equals(key))
                    .findFirst()
                    .ifPresentOrElse(
                            named::add,
                            () ->
                                    findings.invalid(
                                            row,
                                            "overlay " + name + " is not in overlays.yaml",
                                            "correct the spelling or add it there"));
        }
        return named;
    }

    private static Overlay overlay(Row row) {
        return new Overlay(
                new RuleKey("overlays/" + row.text("key")),
                fact(row.text("when")),
                row.list("from").stream().map(RetentionRows::fact).toList(),
                row.text("counted-from").equals("end-of-year")
                        ? Overlay.Anchor.END_OF_YEAR
                        : Overlay.Anchor.DAY,
                row.period("for"),
                row.text("reason"),
                row.texts("proof").stream().map(RetentionRows::fact).collect(Collectors.toSet()),
                Citations.of(row));
    }

    private static FactKey fact(String key) {
        return FactKey.of(key).orElseThrow();
    }
}
