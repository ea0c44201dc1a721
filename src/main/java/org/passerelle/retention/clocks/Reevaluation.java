package org.passerelle.retention.clocks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.Fact;
import org.passerelle.policy.FactKey;
import org.passerelle.retention.JdbcRetention;
import org.passerelle.retention.JdbcSubjects;
import org.passerelle.retention.RetentionGround;

/**
 * Asks {@code phaseOf} again for every subject: after a new pack version, and as a check at any
 * time. Reads in pages, compares by prints, and writes only clocks that changed; the sweep then
 * acts on them.
 */
public final class Reevaluation {
    private static final int PAGE = 4000;
    private static final int BATCH = 500;

    private final RetentionGround ground;
    private final JdbcSubjects subjects;
    private final JdbcPages pages;
    private final Recomputation recomputation;

    public Reevaluation(RetentionGround ground, JdbcRetention tables) {
        this.ground = ground;
        this.subjects = new JdbcSubjects(tables);
        this.pages = new JdbcPages(tables);
        this.recomputation = new Recomputation(ground, tables);
    }

    /** What a round did. */
    public record Reevaluated(long subjects, long clocksChanged) {
        Reevaluated and(Reevaluated more) {
            return new Reevaluated(subjects + more.subjects, clocksChanged + more.clocksChanged);
        }
    }

    /**
     * @param workers how many read at once, each with a connection of its own
     */
    public Reevaluated run(int workers) {
        var parts = new ArrayList<Callable<Reevaluated>>();
        for (JdbcSubjects.Range range : JdbcSubjects.Range.parts(workers)) {
            parts.add(() -> part(range));
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(workers)) {
            var total = new Reevaluated(0, 0);
            for (var part : pool.invokeAll(parts)) {
                total = total.and(part.get());
            }
            return total;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the re-evaluation was interrupted; run it again", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure
                    ? failure
                    : new IllegalStateException("the re-evaluation failed; run it again", e);
        }
    }

    private Reevaluated part(JdbcSubjects.Range range) {
        var reckonings = new Reckonings(ground);
        var total = new Reevaluated(0, 0);
        var rest = range;
        while (true) {
            var page = this.pages.read(rest, PAGE, reckonings.keys());
            if (page.subjects().isEmpty()) {
                return total;
            }
            total = total.and(compare(page, reckonings));
            rest = rest.behind(page.subjects().getLast().subject());
        }
    }

    private Reevaluated compare(JdbcPages.Page page, Reckonings reckonings) {
        var changed = new ArrayList<SubjectId>();
        for (JdbcSubjects.Followed followed : page.subjects()) {
            var facts = page.facts().getOrDefault(followed.subject(), List.of());
            var stored = page.prints().get(followed.subject());
            if (reckonings.differs(followed.platform(), facts, stored)) {
                changed.add(followed.subject());
            }
        }
        int written = 0;
        for (int from = 0; from < changed.size(); from += BATCH) {
            written += recompute(changed.subList(from, Math.min(from + BATCH, changed.size())));
        }
        return new Reevaluated(page.subjects().size(), written);
    }

    private int recompute(List<SubjectId> subjects) {
        return ground.transactions()
                .within(() -> recomputation.recompute(this.subjects.lock(subjects)));
    }

    /** One evaluator per platform, all of one moment. */
    private static final class Reckonings {
        private final Map<PlatformKey, Reckoning> byPlatform = new HashMap<>();

        Reckonings(RetentionGround ground) {
            Instant now = ground.clock().instant();
            for (var platform : ground.packs().platforms()) {
                ground.packs()
                        .packOf(platform.key())
                        .ifPresent(
                                pack -> byPlatform.put(platform.key(), new Reckoning(pack, now)));
            }
        }

        Set<FactKey> keys() {
            return byPlatform.values().stream()
                    .flatMap(reckoning -> reckoning.keys().stream())
                    .collect(Collectors.toSet());
        }

        boolean differs(PlatformKey platform, List<Fact> facts, @Nullable Long stored) {
            var reckoning = Optional.ofNullable(byPlatform.get(platform));
            return reckoning.isPresent()
                    && (stored == null || stored != reckoning.get().prints(facts));
        }
    }
}
