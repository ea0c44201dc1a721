package org.passerelle.simulator.functions;

import org.passerelle.simulator.site.Family;
import org.passerelle.simulator.site.ServiceUser;
import org.passerelle.simulator.site.SimulatedCourse;
import org.passerelle.simulator.site.SimulatedSite;
import org.passerelle.simulator.site.SimulatedUser;
import org.passerelle.simulator.site.SiteSettings;

/** One call of one function by one service user, its arguments already checked. */
public record WsCall(SimulatedSite site, ServiceUser caller, Arguments arguments, Address address) {
    /** Where the site is reached: the base of every link in an answer. */
    public record Address(String baseUrl) {
        String image(int size) {
            return baseUrl + "/theme/image.php/boost/core/1795288997/u/f" + size;
        }
    }

    Family family() {
        return site.family();
    }

    boolean may(String capability) {
        return caller.may(capability);
    }

    /** What the refusal calls the capability is shown to people only. */
    void need(String capability, String shownAs) {
        if (!may(capability)) {
            throw WsFault.noPermission(shownAs);
        }
    }

    SimulatedCourse courseOf(String key) {
        return site.course(arguments.integer(key))
                .orElseThrow(() -> WsFault.noRecord(family(), "course"));
    }

    SimulatedUser userOf(String key) {
        return site.user(arguments.integer(key)).orElseThrow(() -> WsFault.noUser(family()));
    }

    /** Enrolment and course functions say it this way when the course is closed to the caller. */
    void enterCourse(SimulatedCourse course) {
        if (course.id() == 1) {
            return;
        }
        if (site.settings().isOn(SiteSettings.POLICY_PENDING)) {
            throw WsFault.courseNotValid(course.id(), "error/sitepolicynotagreed");
        }
        if (!canEnter(course)) {
            throw WsFault.courseNotValid(course.id(), "Course or activity not accessible.");
        }
    }

    boolean canEnter(SimulatedCourse course) {
        return course.id() == 1
                || (may("moodle/course:view")
                        && (course.isVisible() || may("moodle/course:viewhiddencourses")));
    }

    /** Grade functions say it another way. */
    void enterCourseOrLogIn(SimulatedCourse course) {
        if (site.settings().isOn(SiteSettings.POLICY_PENDING) || !canEnter(course)) {
            throw WsFault.requireLogin();
        }
    }
}
