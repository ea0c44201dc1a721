package org.passerelle.learning;

import java.time.Clock;
import java.time.Duration;

/** What keeps polling tidy between polls. Repeatable. */
public final class PollUpkeep {
    private static final Duration KEEP_TASKS = Duration.ofDays(7);
    private static final Duration KEEP_RUNS = Duration.ofDays(90);

    private final KnownPlatforms platforms;
    private final JdbcLearningStore store;
    private final RunProgress progress;
    private final Clock clock;

    PollUpkeep(
            KnownPlatforms platforms, JdbcLearningStore store, RunProgress progress, Clock clock) {
        this.platforms = platforms;
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
        store.runs().deleteTasksBefore(clock.instant().minus(KEEP_TASKS));
        store.runs().deleteBefore(clock.instant().minus(KEEP_RUNS));
    }
}
