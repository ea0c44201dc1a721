package org.passerelle.retention.due;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.Fact;
import org.passerelle.policy.FinalStep;
import org.passerelle.policy.Pack;
import org.passerelle.policy.RuleKey;
import org.passerelle.retention.JdbcFacts;
import org.passerelle.retention.JdbcRetention;
import org.passerelle.retention.RetentionGround;
import org.passerelle.retention.due.JdbcDueRows.Stored;
import org.passerelle.retention.holds.HoldKind;
import org.passerelle.retention.holds.Obstacles;

/**
 * What is due, what will be, and whose start is unknown: {@code retention due|forecast}. Read from
 * the clocks in pages, so that a million subjects cost no memory.
 */
public final class RetentionDue {
    private final RetentionGround ground;
    private final JdbcFacts told;
    private final JdbcDueRows dueRows;
    private final Obstacles obstacles;

    public RetentionDue(RetentionGround ground, JdbcRetention tables) {
        this.ground = ground;
        this.told = new JdbcFacts(tables);
        this.dueRows = new JdbcDueRows(tables);
        this.obstacles = new Obstacles(ground, tables);
    }

    /** Which page of which platform. */
    public record Asked(PlatformKey platform, Optional<DueCursor> after, int limit) {
        public Asked {
            if (limit < 1 || limit > 10_000) {
                throw new IllegalArgumentException("a page has 1 to 10 000 rows, not " + limit);
            }
        }
    }

    /** What has reached its end on or before a day, earliest first. */
    public DuePage list(Asked asked, LocalDate on) {
        return between(asked, LocalDate.EPOCH, on, on);
    }

    /** What reaches its end within a time, earliest first. */
    public DuePage between(Asked asked, LocalDate from, LocalDate to) {
        return between(asked, from, to, to);
    }

    /** Subjects of whom nothing says when a period began; never erased. */
    public DuePage unknownStarts(Asked asked) {
        return page(asked, dueRows.unknown(asked), today(asked));
    }

    private DuePage between(Asked asked, LocalDate from, LocalDate to, LocalDate seenOn) {
        return page(asked, dueRows.between(asked, from, to), seenOn);
    }

    private LocalDate today(Asked asked) {
        return ground.packs().packOf(asked.platform()).map(ground::today).orElse(LocalDate.EPOCH);
    }

    private DuePage page(Asked asked, List<Stored> stored, LocalDate seenOn) {
        var pack = ground.packs().packOf(asked.platform());
        if (pack.isEmpty() || stored.isEmpty()) {
            return new DuePage(List.of(), Optional.empty());
        }
        var subjects = stored.stream().map(Stored::subject).collect(Collectors.toSet());
        var holds = new HoldsOf(subjects, pack.get());
        var rows = stored.stream().map(row -> row(row, pack.get(), seenOn, holds)).toList();
        var last = stored.getLast();
        return new DuePage(
                rows,
                stored.size() < asked.limit() ? Optional.empty() : Optional.of(last.cursor()));
    }

    private DueRow row(Stored stored, Pack pack, LocalDate seenOn, HoldsOf holds) {
        var said = stored.said();
        var rule = pack.retention(stored.rule());
        return new DueRow(
                pack.version().organisation(),
                stored.platform(),
                stored.subject(),
                stored.rule(),
                said.stageOn(
                        seenOn, rule.map(kept -> kept.ending().step()).orElse(FinalStep.ERASE)),
                said.finalSince(),
                said.winner(),
                clause(pack, said.winner().orElse(stored.rule())),
                said.waitsFor(),
                rule.filter(kept -> kept.governsAccount()).isPresent()
                        ? holds.of(stored.subject())
                        : Set.of(),
                stored.movedFrom());
    }

    private static String clause(Pack pack, RuleKey key) {
        return pack.retention(key)
                .map(rule -> rule.citation().clause())
                .or(
                        () ->
                                pack.overlays().stream()
                                        .filter(overlay -> overlay.key().equals(key))
                                        .map(overlay -> overlay.citation().clause())
                                        .findFirst())
                .orElse("the row is not in the pack any more");
    }

    /** The holds of a page's subjects, read together. */
    private final class HoldsOf {
        private final Map<SubjectId, Set<HoldKind>> placed;
        private final Map<SubjectId, List<Fact>> facts;
        private final Pack pack;

        HoldsOf(Set<SubjectId> subjects, Pack pack) {
            this.pack = pack;
            this.placed = obstacles.placed(subjects, pack);
            this.facts = told.of(subjects);
        }

        Set<HoldKind> of(SubjectId subject) {
            return obstacles.toErasing(
                    placed.getOrDefault(subject, Set.of()),
                    facts.getOrDefault(subject, List.of()),
                    pack);
        }
    }
}
