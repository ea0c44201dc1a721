package org.passerelle.policy;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.policy.Overlay.Anchor;
import org.passerelle.policy.RetentionRule.ActiveSpan;
import org.passerelle.policy.RetentionRule.ArchiveSpan;
import org.passerelle.policy.RetentionRule.AtEndOfActive;
import org.passerelle.policy.RetentionRule.Combine;
import org.passerelle.policy.RetentionRule.Ending;
import org.passerelle.policy.RetentionRule.Fallback;

/** Builds retention rows and facts for tests. */
final class Rows {
    static final Citation CITATION = new Citation("made up for a test", "IMP-50", Optional.empty());

    private final List<FactKey> from;
    private Combine combine = Combine.LATEST;
    private Period active = Period.ZERO;
    private Optional<ArchiveSpan> archive = Optional.empty();
    private final List<Fallback> fallbacks = new ArrayList<>();
    private final List<Overlay> overlays = new ArrayList<>();

    private Rows(List<FactKey> from) {
        this.from = from;
    }

    static Rows keeping(FactKey... from) {
        return new Rows(List.of(from));
    }

    static Fact fact(FactKey key, String on) {
        return fact(key, LocalDate.parse(on));
    }

    static Fact fact(FactKey key, LocalDate on) {
        return Fact.of(key, on, "crm");
    }

    static List<Fact> and(List<Fact> facts, Fact more) {
        var all = new ArrayList<>(facts);
        all.add(more);
        return List.copyOf(all);
    }

    static Overlay opco(String period) {
        return new Overlay(
                new RuleKey("overlays/opco"),
                FactKey.FUNDED_BY_OPCO,
                List.of(FactKey.LAST_PAYMENT),
                Anchor.END_OF_YEAR,
                Period.parse(period),
                "funder-proof",
                Set.of(FactKey.FUNDER_PROOF_ARCHIVED),
                CITATION);
    }

    Rows combine(Combine how) {
        combine = how;
        return this;
    }

    Rows active(String period) {
        return active(Period.parse(period));
    }

    Rows active(Period period) {
        active = period;
        return this;
    }

    Rows archive(String period, String reason) {
        archive = Optional.of(new ArchiveSpan(Period.parse(period), reason));
        return this;
    }

    Rows fallback(FactKey key, String period) {
        fallbacks.add(new Fallback(key, Period.parse(period)));
        return this;
    }

    Rows overlay(Overlay overlay) {
        overlays.add(overlay);
        return this;
    }

    RetentionRule rule() {
        return new RetentionRule(
                new RuleKey("retention/row"),
                LegalBasis.CONTRACT,
                Set.of(new PurposeKey("learning-space")),
                Set.of(DataCategory.ACCOUNT, DataCategory.IDENTITY),
                new ActiveSpan(from, combine, active, fallbacks),
                archive,
                new Ending(FinalStep.ERASE, AtEndOfActive.SUSPEND_ACCOUNT, Period.ofDays(30)),
                overlays,
                Optional.empty(),
                CITATION);
    }
}
