package org.passerelle.rights.requests;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.LegalBasis;
import org.passerelle.policy.Phase;
import org.passerelle.policy.RetentionRule;
import org.passerelle.policy.Timeline;
import org.passerelle.retention.standing.KeptUntil;
import org.passerelle.rights.requests.Line.Verdict;

/**
 * What the pack says of each category of a subject's data when erasure is asked for.
 *
 * <p>Where several rows keep a category, the one that keeps it longest answers. A contract that
 * runs, or a row whose beginning nobody knows, gives no answer: a person decides. Source: GDPR Art.
 * 17(1) and (3); IMP-65.
 */
public final class PackProposals {
    private final KeptUntil kept;

    public PackProposals(KeptUntil kept) {
        this.kept = kept;
    }

    List<Line> of(SubjectId subject) {
        var lines = new EnumMap<DataCategory, Line>(DataCategory.class);
        kept.of(subject)
                .ifPresent(
                        known ->
                                known.timelines()
                                        .forEach(
                                                (rule, timeline) -> {
                                                    for (Line line :
                                                            lines(rule, timeline, known.today())) {
                                                        lines.merge(
                                                                line.category(),
                                                                line,
                                                                PackProposals::stronger);
                                                    }
                                                }));
        return List.copyOf(lines.values());
    }

    private static List<Line> lines(RetentionRule rule, Timeline timeline, LocalDate today) {
        var lines = new ArrayList<Line>();
        rule.categories().stream()
                .sorted()
                .forEach(category -> lines.add(line(category, rule, timeline, today)));
        return lines;
    }

    private static Line line(
            DataCategory category, RetentionRule rule, Timeline timeline, LocalDate today) {
        return switch (timeline.on(today)) {
            case Phase.Final over -> erase(category, rule);
            case Phase.Archived archived ->
                    archive(category, rule, archived.until(), archived.reason());
            case Phase.Active active -> active(category, rule, timeline);
            case Phase.UnknownStart unknown -> undecided(category, rule);
        };
    }

    /**
     * In use today: what comes after its use, if anything, is what may be kept against the wish.
     */
    private static Line active(DataCategory category, RetentionRule rule, Timeline timeline) {
        if (timeline instanceof Timeline.Dated dated && dated.archive().isPresent()) {
            return archive(
                    category, rule, dated.archive().get().until(), dated.archive().get().reason());
        }
        return switch (rule.basis()) {
            case CONSENT, LEGITIMATE_INTEREST -> erase(category, rule);
            case CONTRACT -> undecided(category, rule);
            case LEGAL_OBLIGATION, PUBLIC_TASK, VITAL_INTERESTS ->
                    new Line(
                            category,
                            Verdict.REFUSE,
                            because(rule.basis()),
                            until(timeline),
                            rule.key().value());
        };
    }

    private static String because(LegalBasis basis) {
        return basis.key();
    }

    private static Optional<LocalDate> until(Timeline timeline) {
        return timeline instanceof Timeline.Dated dated
                ? Optional.of(dated.finalSince().minusDays(1))
                : Optional.empty();
    }

    private static Line erase(DataCategory category, RetentionRule rule) {
        return new Line(category, Verdict.ERASE_NOW, "", Optional.empty(), rule.key().value());
    }

    private static Line archive(
            DataCategory category, RetentionRule rule, LocalDate until, String reason) {
        return new Line(category, Verdict.ARCHIVE, reason, Optional.of(until), rule.key().value());
    }

    private static Line undecided(DataCategory category, RetentionRule rule) {
        return new Line(category, Verdict.UNDECIDED, "", Optional.empty(), rule.key().value());
    }

    /** An open question outweighs every answer; then what keeps outweighs what erases. */
    private static Line stronger(Line one, Line other) {
        int byVerdict = Integer.compare(weight(one.verdict()), weight(other.verdict()));
        if (byVerdict != 0) {
            return byVerdict > 0 ? one : other;
        }
        var first = one.until().orElse(LocalDate.MAX);
        return first.isBefore(other.until().orElse(LocalDate.MAX)) ? other : one;
    }

    private static int weight(Verdict verdict) {
        return switch (verdict) {
            case ERASE_NOW -> 0;
            case ARCHIVE -> 1;
            case REFUSE -> 2;
            case UNDECIDED -> 3;
        };
    }
}
