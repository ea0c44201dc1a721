package org.passerelle.policy.pack;

import java.time.Period;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.policy.Overlay;
import org.passerelle.policy.PurposeKey;
import org.passerelle.policy.RetentionRule;
import org.passerelle.policy.pack.Findings.Words;

/** Durations of the published policy, held against those of the pack. */
final class PeriodChecks {
    /** What accumulates by itself while somebody learns. */
    private static final Set<DataCategory> TRACES =
            EnumSet.of(
                    DataCategory.ACCESS_TIME, DataCategory.CONNECTION_TIME, DataCategory.TECHNICAL);

    /** As long as logs may serve internal control (LEG-08). */
    private static final Period LONGEST_FOR_TRACES = Period.ofYears(3);

    private PeriodChecks() {}

    /** One duration for certificates and for raw traces alike (LINT-04). */
    static void oneForAll(Dossier dossier, Findings findings) {
        for (PublishedPeriod period : dossier.periods()) {
            if (mixes(period.covers())) {
                findings.warn(
                        FindingCode.ONE_PERIOD_FOR_ALL,
                        period.row(),
                        new Words(
                                "the published policy keeps proofs and traces of use for one and"
                                        + " the same duration (LINT-04); the pack follows it by "
                                        + String.join(", ", period.rowKeys()),
                                "publish a shorter duration for traces"));
            }
        }
    }

    /** A row of the pack that keeps traces as long as what they prove. */
    static void tracesKeptLong(Dossier dossier, Findings findings) {
        for (RetentionRule rule : dossier.pack().retention()) {
            boolean longer =
                    PublishedPeriod.end(rule).isAfter(PublishedPeriod.end(LONGEST_FOR_TRACES));
            if (rule.outside().isEmpty() && longer && mixes(rule.categories())) {
                findings.warn(
                        FindingCode.ONE_PERIOD_FOR_ALL,
                        dossier.row(rule),
                        new Words(
                                rule.key()
                                        + " keeps traces of use together with other data for more"
                                        + " than three years (LINT-04)",
                                "give traces a row of their own with a shorter duration"));
            }
        }
    }

    private static boolean mixes(Set<DataCategory> categories) {
        return !Collections.disjoint(categories, TRACES) && !TRACES.containsAll(categories);
    }

    static void longerThanPublished(Dossier dossier, Findings findings) {
        for (PublishedPeriod period : dossier.periods()) {
            for (RetentionRule rule : period.rules(dossier.pack())) {
                var told = period.end();
                if (told.isPresent() && PublishedPeriod.end(rule).isAfter(told.get())) {
                    findings.error(
                            FindingCode.LONGER_THAN_PUBLISHED,
                            dossier.row(rule),
                            rule.purposes(),
                            new Words(
                                    rule.key()
                                            + " keeps data longer than the published policy says",
                                    "shorten it, or publish the longer duration first"));
                }
            }
        }
    }

    /** Words in place of a number run only once a constant with a source stands for them. */
    static void symbolic(Dossier dossier, Findings findings) {
        for (PublishedPeriod period : dossier.periods()) {
            var found = period.symbolic();
            if (found.isEmpty()) {
                continue;
            }
            var words = found.get();
            var what = "the duration «" + words.says() + "» is no number (LINT-08)";
            if (words.mapped()) {
                findings.warn(
                        FindingCode.SYMBOLIC_PERIOD,
                        period.row(),
                        new Words(
                                what + "; it is read as " + words.readAs().orElseThrow(),
                                "publish the number"));
            } else {
                findings.error(
                        FindingCode.SYMBOLIC_PERIOD,
                        period.row(),
                        purposes(dossier, period),
                        new Words(what, "add read-as with a period, and its source"));
            }
        }
    }

    /** «the end of the contract or the last contact»: which of the two (LINT-12). */
    static void eitherStart(Dossier dossier, Findings findings) {
        for (PublishedPeriod period : dossier.periods()) {
            if (period.eitherStart()) {
                var read =
                        period.rules(dossier.pack()).stream()
                                .filter(rule -> rule.active().from().size() > 1)
                                .map(rule -> rule.key() + " takes the " + combine(rule))
                                .collect(Collectors.joining(", "));
                findings.warn(
                        FindingCode.EITHER_START,
                        period.row(),
                        new Words(
                                "the published policy counts from one event «or» another (LINT-12)"
                                        + (read.isEmpty() ? "" : "; " + read),
                                "publish whether the earlier or the later one counts"));
            }
        }
    }

    private static String combine(RetentionRule rule) {
        return switch (rule.active().combine()) {
            case LATEST -> "latest";
            case EARLIEST -> "earliest";
        };
    }

    /** Accounts end without an archive while a funder may ask for proof later (LINT-05). */
    static void funderAsksLonger(Dossier dossier, Findings findings) {
        for (RetentionRule rule : dossier.pack().retention()) {
            boolean asked =
                    dossier.pack().overlays().stream()
                            .map(Overlay::period)
                            .anyMatch(
                                    period ->
                                            PublishedPeriod.end(period)
                                                    .isAfter(PublishedPeriod.end(rule)));
            if (rule.governsAccount() && rule.archive().isEmpty() && asked) {
                findings.warn(
                        FindingCode.FUNDER_ASKS_LONGER,
                        dossier.row(rule),
                        new Words(
                                rule.key()
                                        + " ends accounts without an archive, while an overlay asks"
                                        + " for proof longer (LINT-05)",
                                "see that the funder's proof is archived with each enrolment, and"
                                        + " publish that archive"));
            }
        }
    }

    private static Set<PurposeKey> purposes(Dossier dossier, PublishedPeriod period) {
        var purposes = new TreeSet<PurposeKey>();
        period.rules(dossier.pack()).forEach(rule -> purposes.addAll(rule.purposes()));
        return purposes;
    }
}
