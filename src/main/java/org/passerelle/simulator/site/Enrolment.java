package org.passerelle.simulator.site;

import java.util.Set;

/**
 * One enrolment of a user in a course by one method.
 *
 * @param method manual, self, cohort …; only manual ones can be ended by web service
 * @param roles short names of the roles that came with it
 * @param timeStart epoch seconds, 0 is none
 * @param timeEnd epoch seconds, 0 is none
 */
public record Enrolment(
        String method, Set<String> roles, boolean suspended, long timeStart, long timeEnd) {
    public Enrolment {
        roles = Set.copyOf(roles);
    }

    public static Enrolment manual(String role) {
        return new Enrolment("manual", Set.of(role), false, 0, 0);
    }

    /** Moodle's "active": not suspended, begun, not ended. Says nothing of the account. */
    public boolean isActiveAt(long now) {
        return !suspended && timeStart <= now && (timeEnd == 0 || timeEnd > now);
    }

    public Enrolment withRole(String role) {
        return new Enrolment(method, Set.of(role), suspended, timeStart, timeEnd);
    }

    public Enrolment by(String otherMethod) {
        return new Enrolment(otherMethod, roles, suspended, timeStart, timeEnd);
    }

    public Enrolment suspended(boolean yes) {
        return new Enrolment(method, roles, yes, timeStart, timeEnd);
    }

    public Enrolment between(long start, long end) {
        return new Enrolment(method, roles, suspended, start, end);
    }
}
