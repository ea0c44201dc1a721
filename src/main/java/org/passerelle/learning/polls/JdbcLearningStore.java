package org.passerelle.learning.polls;

import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.keys.MasterKey;
import org.passerelle.learning.FrozenSubjects;
import org.passerelle.learning.records.JdbcSubjectDirectory;
import org.passerelle.learning.runs.JdbcRunBooks;
import org.passerelle.learning.sites.JdbcSites;
import org.passerelle.learning.storing.JdbcComparison;
import org.passerelle.learning.storing.JdbcCourses;
import org.passerelle.learning.storing.Storing;
import org.passerelle.learning.verdicts.JdbcAbsences;

/** The tables of polling, put together. */
public final class JdbcLearningStore {
    private final JdbcRunBooks books;
    private final JdbcSites sites;
    private final JdbcComparison comparison;
    private final JdbcCourses courses;
    private final JdbcAbsences absences;
    private final JdbcReadFaults faults;
    private final JdbcPollDecisions decisions;
    private final JdbcOldRuns oldRuns;
    private final FrozenSubjects frozen;

    /** Where nobody is ever restricted. */
    public JdbcLearningStore(Jdbi jdbi, MasterKey master, Clock clock) {
        this(jdbi, master, clock, FrozenSubjects.NONE);
    }

    public JdbcLearningStore(Jdbi jdbi, MasterKey master, Clock clock, FrozenSubjects frozen) {
        this.frozen = frozen;
        books = new JdbcRunBooks(jdbi, clock);
        sites = new JdbcSites(jdbi, master, clock);
        comparison = new JdbcComparison(jdbi, clock);
        courses = new JdbcCourses(jdbi, clock);
        absences = new JdbcAbsences(jdbi, clock, frozen);
        faults = new JdbcReadFaults(jdbi, master, clock);
        decisions = new JdbcPollDecisions(jdbi, clock);
        oldRuns = new JdbcOldRuns(jdbi);
    }

    JdbcRunBooks books() {
        return books;
    }

    /** Whose site a platform key means. */
    public JdbcSites sites() {
        return sites;
    }

    /** What a page is compared with and stored in. */
    Storing.Tables storedIn(JdbcSubjectDirectory directory) {
        return new Storing.Tables(comparison, courses, directory, frozen);
    }

    JdbcCourses courses() {
        return courses;
    }

    JdbcAbsences absences() {
        return absences;
    }

    /** Gaps and unreadable rows, for the doors. */
    public JdbcReadFaults faults() {
        return faults;
    }

    JdbcPollDecisions decisions() {
        return decisions;
    }

    JdbcOldRuns oldRuns() {
        return oldRuns;
    }
}
