package org.passerelle.simulator.site;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Everything one user has in one course: enrolments by method, groups, access, grades, progress.
 */
public final class Participation {
    private final long userId;
    private final Map<String, Enrolment> enrolments = new ConcurrentSkipListMap<>();
    private final Set<Long> groups = new ConcurrentSkipListSet<>();
    private final AtomicLong lastAccess = new AtomicLong();
    private final Map<Long, Grade> grades = new ConcurrentHashMap<>();
    private final Map<Long, Long> completedAt = new ConcurrentHashMap<>();

    Participation(long userId) {
        this.userId = userId;
    }

    public long userId() {
        return userId;
    }

    /** By method. Empty when the user is no longer enrolled but left traces. */
    public Map<String, Enrolment> enrolments() {
        return enrolments;
    }

    public boolean isEnrolled() {
        return !enrolments.isEmpty();
    }

    public boolean isActiveAt(long now) {
        return enrolments.values().stream().anyMatch(enrolment -> enrolment.isActiveAt(now));
    }

    public Set<String> roles() {
        Set<String> roles = new TreeSet<>();
        enrolments.values().forEach(enrolment -> roles.addAll(enrolment.roles()));
        return roles;
    }

    public Set<Long> groups() {
        return groups;
    }

    /** Epoch seconds of the last access to the course, 0 for never. */
    public long lastAccess() {
        return lastAccess.get();
    }

    public void accessedAt(long epochSecond) {
        lastAccess.set(epochSecond);
    }

    /** By grade item id; the course total is computed, never stored. */
    public Map<Long, Grade> grades() {
        return grades;
    }

    /** Epoch seconds of completion by course module id. */
    public Map<Long, Long> completedAt() {
        return completedAt;
    }

    /** What Moodle drops with the last enrolment; completion and submissions stay. */
    void forgetParticipation() {
        groups.clear();
        lastAccess.set(0);
        grades.clear();
    }
}
