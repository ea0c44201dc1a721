package org.passerelle.simulator.site;

import java.time.Instant;
import java.util.function.UnaryOperator;

/** Fills in one enrolment of a user; each step acts at once. */
public final class EnrolmentBuilder {
    private final UserBuilder user;
    private final SimulatedCourse course;
    private final Participation participation;
    private final String method;

    EnrolmentBuilder(UserBuilder user, SimulatedCourse course) {
        this(user, course, Enrolment.manual(Roles.STUDENT));
    }

    private EnrolmentBuilder(UserBuilder user, SimulatedCourse course, Enrolment enrolment) {
        this.user = user;
        this.course = course;
        this.participation = course.participationOf(user.id());
        this.method = enrolment.method();
        participation.enrolments().put(method, enrolment);
    }

    public long id() {
        return user.id();
    }

    public UserBuilder user() {
        return user;
    }

    public Participation participation() {
        return participation;
    }

    public EnrolmentBuilder withRole(String role) {
        return change(enrolment -> enrolment.withRole(role));
    }

    public EnrolmentBuilder suspended() {
        return change(enrolment -> enrolment.suspended(true));
    }

    public EnrolmentBuilder between(Instant start, Instant end) {
        return change(e -> e.between(start.getEpochSecond(), end.getEpochSecond()));
    }

    /** Replaces the manual enrolment by one of another method, self or cohort. */
    public EnrolmentBuilder by(String otherMethod) {
        Enrolment other = held().by(otherMethod);
        participation.enrolments().remove(method);
        return new EnrolmentBuilder(user, course, other);
    }

    /** Adds a second enrolment of another method in the same course. */
    public EnrolmentBuilder andAlsoBy(String otherMethod) {
        return new EnrolmentBuilder(user, course, held().by(otherMethod));
    }

    public EnrolmentBuilder inGroup(long group) {
        participation.groups().add(group);
        return this;
    }

    /** Last access to this course. */
    public EnrolmentBuilder accessedAt(Instant at) {
        participation.accessedAt(at.getEpochSecond());
        return this;
    }

    public EnrolmentBuilder graded(GradeItem item, double raw) {
        return graded(item, raw, "");
    }

    public EnrolmentBuilder graded(GradeItem item, double raw, String comment) {
        long at = Math.max(participation.lastAccess(), course.number("startdate"));
        participation.grades().put(item.id(), new Grade(raw, at, comment));
        return this;
    }

    public EnrolmentBuilder completed(Activity activity, Instant at) {
        participation.completedAt().put(activity.courseModule(), at.getEpochSecond());
        return this;
    }

    public EnrolmentBuilder enrolledIn(SimulatedCourse other) {
        return user.enrolledIn(other);
    }

    private Enrolment held() {
        return participation.enrolments().getOrDefault(method, Enrolment.manual(Roles.STUDENT));
    }

    private EnrolmentBuilder change(UnaryOperator<Enrolment> step) {
        participation.enrolments().computeIfPresent(method, (key, held) -> step.apply(held));
        return this;
    }
}
