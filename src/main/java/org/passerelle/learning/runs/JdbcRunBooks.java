package org.passerelle.learning.runs;

import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.learning.records.JdbcPlatformLock;

/** What is written of runs, and the lock under which they change. */
public final class JdbcRunBooks {
    private final JdbcPlatformLock lock;
    private final JdbcPollRuns runs;
    private final JdbcPollTasks tasks;
    private final JdbcStaging staging;

    public JdbcRunBooks(Jdbi jdbi, Clock clock) {
        lock = new JdbcPlatformLock(jdbi);
        runs = new JdbcPollRuns(jdbi, clock);
        tasks = new JdbcPollTasks(jdbi, clock);
        staging = new JdbcStaging(jdbi);
    }

    public JdbcPlatformLock lock() {
        return lock;
    }

    public JdbcPollRuns runs() {
        return runs;
    }

    public JdbcPollTasks tasks() {
        return tasks;
    }

    public JdbcStaging staging() {
        return staging;
    }
}
