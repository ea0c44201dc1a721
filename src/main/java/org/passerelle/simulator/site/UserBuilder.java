package org.passerelle.simulator.site;

import java.time.Instant;

/** Fills in one user of a site, step by step; each step acts at once. */
public final class UserBuilder {
    private final SimulatedSite site;
    private final SimulatedUser user;

    UserBuilder(SimulatedSite site, SimulatedUser user) {
        this.site = site;
        this.user = user;
    }

    public long id() {
        return user.id();
    }

    /** The row itself, for columns without a word here. */
    public SimulatedUser row() {
        return user;
    }

    public UserBuilder named(String first, String last) {
        user.set("firstname", first).set("lastname", last);
        return this;
    }

    public UserBuilder email(String address) {
        user.set("email", address);
        return this;
    }

    public UserBuilder idnumber(String number) {
        user.set("idnumber", number);
        return this;
    }

    public UserBuilder phone(String number) {
        user.set("phone1", number);
        return this;
    }

    public UserBuilder livingIn(String city, String country) {
        user.set("city", city).set("country", country);
        return this;
    }

    public UserBuilder at(String institution, String department) {
        user.set("institution", institution).set("department", department);
        return this;
    }

    /** First and last access to the site. */
    public UserBuilder accessed(Instant first, Instant last) {
        user.set("firstaccess", first.getEpochSecond()).set("lastaccess", last.getEpochSecond());
        return this;
    }

    public UserBuilder suspended() {
        user.set("suspended", 1);
        return this;
    }

    public UserBuilder siteAdministrator() {
        user.set("siteadmin", 1);
        return this;
    }

    public UserBuilder customField(SimulatedUser.CustomField field) {
        user.customFields().put(field.shortName(), field);
        return this;
    }

    /** Leaves one text in every place where Moodle keeps some, with the person's name in each. */
    public UserBuilder leavingTraces() {
        String text = user.fullName() + " " + user.text("username") + " " + user.text("email");
        for (Trace.Kind kind : Trace.Kind.values()) {
            if (kind != Trace.Kind.LOG_OF_ACCOUNT_DELETION) {
                site.leave(user.id(), kind, kind.name() + ": " + text);
            }
        }
        return this;
    }

    /** Enrols by hand as a learner; the next steps are about this enrolment. */
    public EnrolmentBuilder enrolledIn(SimulatedCourse course) {
        return new EnrolmentBuilder(this, course);
    }
}
