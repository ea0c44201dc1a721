package org.passerelle.policy.pack;

import java.time.LocalDate;
import java.time.Period;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.policy.LegalBasis;
import org.passerelle.policy.Pack;
import org.passerelle.policy.RetentionRule;
import org.passerelle.policy.RuleKey;

/** One duration as the published policy words it, with the rows of the pack that follow it. */
record PublishedPeriod(Row row) {
    private static final LocalDate ANY_DAY = LocalDate.of(2023, 3, 1);

    /** Words in place of a number: «Délai de prescription civile» (LINT-08). */
    record Symbolic(String says, Optional<Period> readAs, Optional<String> source) {
        boolean mapped() {
            return readAs.isPresent() && source.isPresent();
        }
    }

    private Row body() {
        return row.row("period").orElseThrow();
    }

    Set<DataCategory> covers() {
        var covers = EnumSet.noneOf(DataCategory.class);
        body().texts("covers").forEach(key -> DataCategory.of(key).ifPresent(covers::add));
        return covers;
    }

    Set<LegalBasis> bases() {
        var bases = EnumSet.noneOf(LegalBasis.class);
        body().texts("bases").forEach(key -> LegalBasis.of(key).ifPresent(bases::add));
        return bases;
    }

    /** Whether it says «one event or the other» without saying which counts. */
    boolean eitherStart() {
        return body().text("joined-by").equals("or") && body().list("from").size() > 1;
    }

    Optional<String> topic() {
        return body().optional("topic");
    }

    Optional<Symbolic> symbolic() {
        return body().row("symbolic")
                .map(
                        words ->
                                new Symbolic(
                                        words.text("says"),
                                        words.optional("read-as").map(Period::parse),
                                        words.optional("source")));
    }

    /** The rows of {@code retention.yaml} that follow it; those that do not exist are left out. */
    List<RetentionRule> rules(Pack pack) {
        return body().list("rows").stream()
                .map(key -> pack.retention(new RuleKey("retention/" + key)))
                .flatMap(Optional::stream)
                .toList();
    }

    List<String> rowKeys() {
        return body().list("rows");
    }

    /** Active and archived together, as a day counted from one fixed day; empty when unknown. */
    Optional<LocalDate> end() {
        var symbolic = symbolic();
        if (symbolic.isPresent() && symbolic.get().readAs().isEmpty()) {
            return Optional.empty();
        }
        var active = body().optional("active").map(Period::parse);
        var read = symbolic.flatMap(Symbolic::readAs);
        if (active.isEmpty() && read.isEmpty()) {
            return Optional.empty();
        }
        var archive = body().optional("archive").map(Period::parse).orElse(Period.ZERO);
        return Optional.of(
                ANY_DAY.plus(active.orElse(Period.ZERO))
                        .plus(archive)
                        .plus(read.orElse(Period.ZERO)));
    }

    /** The same for a row of the pack, without its overlays. */
    static LocalDate end(RetentionRule rule) {
        var active = ANY_DAY.plus(rule.active().period());
        return rule.archive().map(span -> active.plus(span.period())).orElse(active);
    }

    static LocalDate end(Period period) {
        return ANY_DAY.plus(period);
    }
}
