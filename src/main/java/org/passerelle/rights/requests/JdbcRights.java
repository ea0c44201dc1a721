package org.passerelle.rights.requests;

import java.security.SecureRandom;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.keys.MasterKey;
import org.passerelle.keys.SubjectKeys;

/** The tables of this duty, made together from one pool. */
public final class JdbcRights {
    private final JdbcRequests requests;
    private final JdbcRequestEvents events;
    private final JdbcLines lines;
    private final JdbcRequestTimes times;
    private final Applicants applicants;

    public JdbcRights(Jdbi jdbi, SubjectKeys keys, MasterKey master, SecureRandom random) {
        requests = new JdbcRequests(jdbi);
        events = new JdbcRequestEvents(jdbi);
        lines = new JdbcLines(jdbi);
        times = new JdbcRequestTimes(jdbi);
        applicants = new Applicants(requests, keys, master, random);
    }

    JdbcRequests requests() {
        return requests;
    }

    JdbcRequestEvents events() {
        return events;
    }

    JdbcLines lines() {
        return lines;
    }

    JdbcRequestTimes times() {
        return times;
    }

    Applicants applicants() {
        return applicants;
    }
}
