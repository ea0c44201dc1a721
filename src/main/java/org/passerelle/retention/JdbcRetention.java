package org.passerelle.retention;

import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.keys.MasterKey;

/** The tables of this duty, made together from one pool. */
public final class JdbcRetention {
    private final JdbcFacts facts;
    private final JdbcDerivedFacts derived;
    private final JdbcPendingFacts pending;
    private final JdbcClocks clocks;
    private final JdbcHolds holds;
    private final JdbcWideHolds wideHolds;
    private final JdbcObjections objections;
    private final JdbcSubjects subjects;
    private final JdbcAccesses accesses;
    private final JdbcPages pages;
    private final JdbcDueRows dueRows;

    public JdbcRetention(Jdbi jdbi, MasterKey master, Clock clock) {
        facts = new JdbcFacts(jdbi, master, clock);
        derived = new JdbcDerivedFacts(jdbi, master, clock);
        pending = new JdbcPendingFacts(jdbi, master, clock);
        clocks = new JdbcClocks(jdbi, clock);
        holds = new JdbcHolds(jdbi, clock);
        wideHolds = new JdbcWideHolds(jdbi, clock);
        objections = new JdbcObjections(jdbi, clock);
        subjects = new JdbcSubjects(jdbi);
        accesses = new JdbcAccesses(jdbi);
        pages = new JdbcPages(jdbi, subjects, facts, clocks);
        dueRows = new JdbcDueRows(jdbi);
    }

    JdbcFacts facts() {
        return facts;
    }

    JdbcDerivedFacts derived() {
        return derived;
    }

    JdbcAccesses accesses() {
        return accesses;
    }

    JdbcPendingFacts pending() {
        return pending;
    }

    JdbcClocks clocks() {
        return clocks;
    }

    JdbcHolds holds() {
        return holds;
    }

    JdbcWideHolds wideHolds() {
        return wideHolds;
    }

    JdbcObjections objections() {
        return objections;
    }

    JdbcSubjects subjects() {
        return subjects;
    }

    JdbcPages pages() {
        return pages;
    }

    JdbcDueRows dueRows() {
        return dueRows;
    }
}
