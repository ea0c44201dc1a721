package org.passerelle.simulator.functions;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.passerelle.simulator.functions.Param.Kind;
import org.passerelle.simulator.site.Activity;
import org.passerelle.simulator.site.GradeItem;
import org.passerelle.simulator.site.Participation;
import org.passerelle.simulator.site.Roles;
import org.passerelle.simulator.site.SimulatedCourse;
import org.passerelle.simulator.site.SimulatedUser;
import org.passerelle.simulator.site.SiteSettings;

/** gradereport_user_get_grade_items and core_grades_get_gradeitems. */
final class GradeFunctions {
    private static final Map<String, String> OPEN_TO_ALL = Map.of("page", "", "forum", "");

    private GradeFunctions() {}

    static List<WsFunction> all() {
        return List.of(
                WsFunction.of(
                        "gradereport_user_get_grade_items",
                        GradeFunctions::report,
                        Param.needed("courseid", Kind.INT),
                        Param.optional("userid", Kind.INT),
                        Param.optional("groupid", Kind.INT)),
                WsFunction.of(
                        "core_grades_get_gradeitems",
                        GradeFunctions::items,
                        Param.needed("courseid", Kind.INT)));
    }

    private static Answer report(WsCall call) {
        SimulatedCourse course = call.courseOf("courseid");
        call.enterCourseOrLogIn(course);
        call.need("gradereport/user:view", "View your own grade report");
        checkOthersGrades(call);
        if (course.isSeparate() && !call.may("moodle/site:accessallgroups")) {
            throw WsFault.moodle("notingroup", "Sorry, but you need to be part of a group");
        }
        GradeSheet sheet = new GradeSheet(course, shown(call, course));
        List<SimulatedUser> users = users(call, course);
        return new Answer(
                0,
                users.size() * sheet.columns(),
                out -> {
                    out.object().name("usergrades").array();
                    users.forEach(u -> sheet.write(out, u, course.participation(u.id())));
                    out.endArray().emptyArray("warnings").endObject();
                });
    }

    private static void checkOthersGrades(WsCall call) {
        if (call.arguments().integer("userid") != 0 && !call.may("moodle/grade:viewall")) {
            throw WsFault.moodle("nopermissiontoviewgrades", "Can not view grades.");
        }
        call.need("moodle/grade:viewall", "View grades of other users");
    }

    /** Items of activities the caller may not view are dropped without a word. */
    private static List<GradeItem> shown(WsCall call, SimulatedCourse course) {
        return course.items().stream()
                .filter(item -> item.activity().map(a -> mayView(call, a)).orElse(true))
                .filter(item -> !item.hidden() || call.may("moodle/grade:viewhidden"))
                .toList();
    }

    /** Whether the caller may see an activity of that module at all. */
    static boolean mayView(WsCall call, Activity activity) {
        return (OPEN_TO_ALL.containsKey(activity.module())
                        || call.may("mod/" + activity.module() + ":view"))
                && (!activity.hidden() || call.may("moodle/course:viewhiddenactivities"));
    }

    /** For a whole course: active enrolments in a gradable role only; for one user: anybody. */
    private static List<SimulatedUser> users(WsCall call, SimulatedCourse course) {
        if (call.arguments().integer("userid") != 0) {
            SimulatedUser user = call.userOf("userid");
            if (user.isDeleted()) {
                throw WsFault.deletedUser();
            }
            return List.of(user);
        }
        long now = call.site().now();
        long group = call.arguments().integer("groupid");
        boolean others =
                !call.site().settings().isOn(SiteSettings.GRADES_OF_ACTIVE_ONLY)
                        && call.may("moodle/course:viewsuspendedusers");
        return course.participations().stream()
                .filter(his -> his.isActiveAt(now) || (others && his.isEnrolled()))
                .filter(his -> his.roles().contains(Roles.STUDENT))
                .filter(his -> group == 0 || his.groups().contains(group))
                .map(Participation::userId)
                .flatMap(id -> call.site().user(id).stream())
                .sorted(Comparator.comparing(user -> user.text("lastname")))
                .toList();
    }

    /** Every item but the total, whatever the caller may see of the activities. */
    private static Answer items(WsCall call) {
        SimulatedCourse course = call.courseOf("courseid");
        call.enterCourse(course);
        return Answer.of(
                out -> {
                    out.object().name("gradeItems").array();
                    course.items().stream()
                            .filter(item -> !item.total())
                            .forEach(item -> writeItem(out, course, item));
                    out.endArray().emptyArray("warnings").endObject();
                });
    }

    private static void writeItem(JsonOut out, SimulatedCourse course, GradeItem item) {
        out.object().field("id", Long.toString(item.id())).field("itemname", item.title());
        out.field("category", course.text("fullname")).endObject();
    }
}
