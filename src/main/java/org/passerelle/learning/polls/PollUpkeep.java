package org.passerelle.learning.polls;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.passerelle.learning.KnownPlatforms;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.Transactions;

/** What keeps polling tidy between polls. Repeatable. */
public final class PollUpkeep {
    private static final Duration KEEP_TASKS = Duration.ofDays(7);
    private static final Duration KEEP_RUNS = Duration.ofDays(90);

    /** Few enough that a poll which waits for the same platform hardly notices. */
    private static final int CHUNK = 500;

    private final KnownPlatforms platforms;
    private final Transactions transactions;
    private final JdbcLearningStore store;
    private final RunProgress progress;
    private final Clock clock;

    PollUpkeep(
            KnownPlatforms platforms,
            Transactions transactions,
            JdbcLearningStore store,
            RunProgress progress,
            Clock clock) {
        this.platforms = platforms;
        this.transactions = transactions;
        this.store = store;
        this.progress = progress;
        this.clock = clock;
    }

    /** Ends overdue runs, starts what may start, and deletes old runs nobody has to decide on. */
    public void tidy() {
        for (var platform : platforms.byKey().values()) {
            progress.endOverdue(platform);
            progress.advance(platform);
        }
        forget();
    }

    /** Deletes old runs, also of platforms that are declared no more. */
    void forget() {
        store.oldRuns().platforms().forEach(this::forget);
    }

    private void forget(PlatformKey platform) {
        var old = store.oldRuns();
        var now = clock.instant();
        forget(platform, () -> old.tasks(platform, now.minus(KEEP_TASKS), CHUNK), old::deleteTasks);
        forget(platform, () -> old.runs(platform, now.minus(KEEP_RUNS), CHUNK), old::deleteRuns);
    }

    /** The lock that all who write runs and tasks take first, or they would wait in a circle. */
    private void forget(
            PlatformKey platform, Supplier<List<Long>> find, Consumer<List<Long>> delete) {
        for (var found = find.get(); !found.isEmpty(); found = find.get()) {
            var numbers = found;
            transactions.within(
                    () -> {
                        store.books().lock().take(platform);
                        delete.accept(numbers);
                    });
        }
    }
}
