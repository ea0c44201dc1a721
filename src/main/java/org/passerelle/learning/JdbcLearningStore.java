package org.passerelle.learning;

import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.keys.MasterKey;
import org.passerelle.personaldata.PlatformKey;

/** The tables of this package, for wiring. */
public final class JdbcLearningStore {
    private final MasterKey master;
    private final JdbcPlatforms platforms;
    private final JdbcPollRuns runs;
    private final JdbcOldRuns oldRuns;
    private final JdbcPollTasks tasks;
    private final JdbcStaging staging;
    private final JdbcComparison comparison;
    private final JdbcAbsences absences;
    private final JdbcCourses courses;
    private final JdbcReadFaults faults;
    private final JdbcPollDecisions decisions;
    private final FrozenSubjects frozen;

    /** Where nobody is ever restricted. */
    public JdbcLearningStore(Jdbi jdbi, MasterKey master, Clock clock) {
        this(jdbi, master, clock, FrozenSubjects.NONE);
    }

    public JdbcLearningStore(Jdbi jdbi, MasterKey master, Clock clock, FrozenSubjects frozen) {
        this.frozen = frozen;
        this.master = master;
        platforms = new JdbcPlatforms(jdbi, clock);
        runs = new JdbcPollRuns(jdbi, clock);
        oldRuns = new JdbcOldRuns(jdbi);
        tasks = new JdbcPollTasks(jdbi, clock);
        staging = new JdbcStaging(jdbi);
        comparison = new JdbcComparison(jdbi, clock);
        absences = new JdbcAbsences(jdbi, clock, frozen);
        courses = new JdbcCourses(jdbi, clock);
        faults = new JdbcReadFaults(jdbi, master, clock);
        decisions = new JdbcPollDecisions(jdbi, clock);
    }

    /**
     * Which site a platform key means today, short enough for a tombstone: a keyed hash over
     * address and service user. Empty text when no poll has identified it yet.
     */
    public String fingerprint(PlatformKey platform) {
        return platforms
                .site(platform)
                .map(site -> new HexKey(master.shortHash(site.siteUrl(), site.serviceUser())))
                .map(HexKey::toString)
                .orElse("");
    }

    FrozenSubjects frozen() {
        return frozen;
    }

    JdbcPlatforms platforms() {
        return platforms;
    }

    JdbcPollRuns runs() {
        return runs;
    }

    JdbcOldRuns oldRuns() {
        return oldRuns;
    }

    JdbcPollTasks tasks() {
        return tasks;
    }

    JdbcStaging staging() {
        return staging;
    }

    JdbcComparison comparison() {
        return comparison;
    }

    JdbcAbsences absences() {
        return absences;
    }

    JdbcCourses courses() {
        return courses;
    }

    /** Gaps and unreadable rows, for the doors. */
    public JdbcReadFaults faults() {
        return faults;
    }

    JdbcPollDecisions decisions() {
        return decisions;
    }
}
