package org.passerelle.learning.polls;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.passerelle.learning.KindDescription;
import org.passerelle.learning.KnownKinds;
import org.passerelle.learning.PlatformReader;
import org.passerelle.learning.PollableFields;
import org.passerelle.learning.runs.Coverage;
import org.passerelle.learning.runs.JdbcPollRuns;
import org.passerelle.learning.runs.JdbcRunBooks;
import org.passerelle.learning.runs.PollRun;
import org.passerelle.learning.runs.PollRun.Round;
import org.passerelle.learning.runs.PollRun.Source;
import org.passerelle.learning.runs.RunHold;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.Platform;
import org.passerelle.personaldata.RecordKind;
import org.passerelle.personaldata.Transactions;

/** Writes the runs of a round, in the order they must run; starting them is another matter. */
final class RoundPlanning {
    /** A poll with this ending reads everything, slowly; without it, only what moved. */
    private static final String FULL = "-full";

    private static final Duration DEFAULT_INTERVAL = Duration.ofHours(24);
    private static final Duration LEAST_PATIENCE = Duration.ofMinutes(1);
    private static final Duration LEAST_PATIENCE_WHEN_MOVED = Duration.ofHours(1);

    private final Transactions transactions;
    private final JdbcLearningStore store;
    private final JdbcRunBooks books;
    private final PlatformReader reader;
    private final PollableFields policy;
    private final Clock clock;

    RoundPlanning(
            Transactions transactions,
            JdbcLearningStore store,
            PlatformReader reader,
            PollableFields policy,
            Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.books = store.books();
        this.reader = reader;
        this.policy = policy;
        this.clock = clock;
    }

    /**
     * @param pollKey a key of {@code polls:} in {@code organisation.yaml}, or one ending in {@code
     *     -full} without that ending, for what moved
     */
    Planned plan(Platform platform, String pollKey) {
        var kinds = reader.kinds(platform);
        var full = kinds.stream().filter(kind -> kind.poll().equals(pollKey)).toList();
        if (!full.isEmpty()) {
            return write(platform, pollKey, Coverage.FULL, full);
        }
        var moved = kinds.stream().filter(kind -> kind.poll().equals(pollKey + FULL)).toList();
        return moved.isEmpty()
                ? new Planned.Nothing()
                : write(platform, pollKey, Coverage.MOVED, moved);
    }

    /** Plans what is read where accesses moved. */
    void planMoved(Platform platform) {
        reader.kinds(platform).stream()
                .map(KindDescription::poll)
                .filter(poll -> poll.endsWith(FULL))
                .distinct()
                .forEach(poll -> plan(platform, poll.substring(0, poll.length() - FULL.length())));
    }

    private Planned write(
            Platform platform, String pollKey, Coverage coverage, List<KindDescription> kinds) {
        return transactions.within(
                () -> {
                    books.lock().take(platform.key());
                    if (waitsForTheCourseList(platform, kinds)) {
                        return new Planned.Busy(kinds.stream().map(KindDescription::kind).toList());
                    }
                    var held = heldForTheSite(platform);
                    return held.isEmpty()
                            ? writeFree(platform, pollKey, coverage, kinds)
                            : new Planned.Held(held.getFirst().id());
                });
    }

    /**
     * Before the first course list there is nothing to ask course by course, which is not "none".
     */
    private boolean waitsForTheCourseList(Platform platform, List<KindDescription> kinds) {
        return kinds.stream().noneMatch(kind -> kind.kind().equals(KnownKinds.COURSE))
                && kinds.stream().anyMatch(kind -> kind.scope() != KindDescription.Scope.SITE)
                && store.courses().known(platform.key()).isEmpty()
                && !books.runs().everAnswered(platform.key(), KnownKinds.COURSE);
    }

    private List<PollRun> heldForTheSite(Platform platform) {
        return books.runs().undecided(platform.key()).stream()
                .filter(run -> run.isHeldFor(RunHold.Cause.SITE_CHANGED))
                .toList();
    }

    private Planned writeFree(
            Platform platform, String pollKey, Coverage coverage, List<KindDescription> kinds) {
        var busy = busy(platform, coverage);
        var round = UUID.randomUUID().toString();
        var written = new ArrayList<Long>();
        var skipped = new ArrayList<RecordKind>();
        for (var kind : kinds) {
            if (busy.contains(kind.kind())) {
                skipped.add(kind.kind());
            } else if (coverage == Coverage.FULL || hasMoved(platform, kind)) {
                var place = new Round(round, written.size(), pollKey);
                written.add(write(platform, place, coverage, kind));
            }
        }
        if (!written.isEmpty()) {
            return new Planned.Started(written);
        }
        return skipped.isEmpty() ? new Planned.Nothing() : new Planned.Busy(skipped);
    }

    /** What moved is not waited for: it will have moved still when the kind is free again. */
    private Set<RecordKind> busy(Platform platform, Coverage coverage) {
        var busy = new java.util.HashSet<RecordKind>();
        for (var run : books.runs().notEnded(platform.key())) {
            if (run.coverage() == coverage || coverage == Coverage.MOVED) {
                busy.add(run.kind());
            }
        }
        return busy;
    }

    /** What was never read at all is left to the first whole round, which would read it again. */
    private boolean hasMoved(Platform platform, KindDescription kind) {
        boolean wholeRoundComes = platform.polls().containsKey(kind.poll());
        return (!wholeRoundComes || store.courses().everRead(platform.key(), kind.kind()))
                && !store.courses().moved(platform.key(), kind.kind()).isEmpty();
    }

    private long write(Platform platform, Round round, Coverage coverage, KindDescription kind) {
        var source = new Source(platform.organisation(), platform.key(), kind.kind());
        long patience = patience(platform, round.pollKey(), coverage).toSeconds();
        if (!kind.aboutSubjects()) {
            return books.runs()
                    .insert(
                            new JdbcPollRuns.Plan(
                                    round, source, coverage, kind.fields().keySet(), patience));
        }
        var decision = policy.decide(platform, kind);
        Set<FieldName> allowed = decision.fieldsAllowed();
        long run =
                books.runs()
                        .insert(new JdbcPollRuns.Plan(round, source, coverage, allowed, patience));
        store.decisions().add(run, kind, decision);
        return run;
    }

    private static Duration patience(Platform platform, String pollKey, Coverage coverage) {
        var interval =
                platform.polls()
                        .getOrDefault(
                                coverage == Coverage.FULL ? pollKey : "accesses", DEFAULT_INTERVAL);
        var least = coverage == Coverage.FULL ? LEAST_PATIENCE : LEAST_PATIENCE_WHEN_MOVED;
        var twice = interval.multipliedBy(2);
        return twice.compareTo(least) > 0 ? twice : least;
    }

    /** Runs that took longer than two intervals. */
    List<PollRun> overdue(Platform platform) {
        return books.runs().notEnded(platform.key()).stream()
                .filter(run -> run.isOverdue(clock.instant()))
                .toList();
    }
}
