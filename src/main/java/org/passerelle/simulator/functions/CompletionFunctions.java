package org.passerelle.simulator.functions;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.simulator.functions.Param.Kind;
import org.passerelle.simulator.site.Activity;
import org.passerelle.simulator.site.Participation;
import org.passerelle.simulator.site.SimulatedCourse;
import org.passerelle.simulator.site.SimulatedUser;

/** Completion of a course and of its activities, one user a call. */
final class CompletionFunctions {
    private CompletionFunctions() {}

    static List<WsFunction> all() {
        return List.of(
                WsFunction.of(
                        "core_completion_get_course_completion_status",
                        CompletionFunctions::course,
                        Param.needed("courseid", Kind.INT),
                        Param.needed("userid", Kind.INT)),
                WsFunction.of(
                        "core_completion_get_activities_completion_status",
                        CompletionFunctions::activities,
                        Param.needed("courseid", Kind.INT),
                        Param.needed("userid", Kind.INT)));
    }

    private static void checkUser(WsCall call) {
        SimulatedUser user = call.userOf("userid");
        if (user.isDeleted()) {
            throw WsFault.deletedUser();
        }
    }

    private static Answer course(WsCall call) {
        SimulatedCourse course = call.courseOf("courseid");
        checkUser(call);
        call.enterCourse(course);
        if (!call.may("report/completion:view")) {
            throw WsFault.moodle("cannotviewreport", "You can not view this report");
        }
        if (course.activities().isEmpty()) {
            throw WsFault.moodle("nocriteriaset", "No completion criteria set for this course");
        }
        Participation his =
                course.participation(call.arguments().integer("userid"))
                        .filter(held -> held.isActiveAt(call.site().now()))
                        .orElseThrow(
                                () ->
                                        WsFault.moodle(
                                                "usernotenroled",
                                                "User is not enrolled in this course"));
        return new Answer(1, 0, out -> write(out, call, course, his));
    }

    private static void write(JsonOut out, WsCall call, SimulatedCourse course, Participation his) {
        Map<Long, Long> done = his.completedAt();
        boolean completed =
                course.activities().stream().allMatch(a -> done.containsKey(a.courseModule()));
        out.object().name("completionstatus").object().field("completed", completed);
        out.field("aggregation", 1).name("completions").array();
        for (Activity activity : course.activities()) {
            writeCriterion(out, call, activity, done.getOrDefault(activity.courseModule(), 0L));
        }
        out.endArray().endObject().emptyArray("warnings").endObject();
    }

    private static void writeCriterion(JsonOut out, WsCall call, Activity activity, long at) {
        String link =
                "<a href=\"%s/mod/%s/view.php?id=%d\">%s</a>"
                        .formatted(
                                call.address().baseUrl(),
                                activity.module(),
                                activity.courseModule(),
                                Html.escape(activity.title()));
        out.object().field("type", 4).field("title", "Activity completion");
        out.field("status", at > 0 ? "Yes" : "No").field("complete", at > 0);
        out.fieldOrNull("timecompleted", at).name("details").object();
        out.field("type", "Activity completion").field("criteria", link);
        out.field(
                "requirement",
                activity.isAutomatic() ? "Achieving grade" : "Marking yourself complete");
        out.field("status", "").endObject().endObject();
    }

    private static Answer activities(WsCall call) {
        SimulatedCourse course = call.courseOf("courseid");
        checkUser(call);
        call.enterCourse(course);
        call.need("report/progress:view", "View activity completion reports");
        Optional<Participation> his = course.participation(call.arguments().integer("userid"));
        List<Activity> shown =
                course.activities().stream().filter(a -> GradeFunctions.mayView(call, a)).toList();
        return new Answer(
                1,
                0,
                out -> {
                    out.object().name("statuses").array();
                    shown.forEach(activity -> writeStatus(out, call, activity, his));
                    out.endArray().emptyArray("warnings").endObject();
                });
    }

    private static void writeStatus(
            JsonOut out, WsCall call, Activity activity, Optional<Participation> his) {
        long at =
                his.map(p -> p.completedAt().getOrDefault(activity.courseModule(), 0L)).orElse(0L);
        out.object().field("cmid", activity.courseModule()).field("modname", activity.module());
        out.field("instance", activity.instance()).field("state", at > 0 ? 1 : 0);
        out.field("timecompleted", at).field("tracking", activity.isAutomatic() ? 2 : 1);
        out.nullField("overrideby").field("valueused", false).field("hascompletion", true);
        out.field("isautomatic", activity.isAutomatic()).field("istrackeduser", true);
        out.field("uservisible", true).name("details").array();
        if (activity.isAutomatic()) {
            out.object().field("rulename", "completionusegrade").name("rulevalue").object();
            out.field("status", at > 0 ? 1 : 0).field("description", "Receive a grade");
            out.endObject().endObject();
        }
        out.endArray();
        if (call.family().since45()) {
            out.field("isoverallcomplete", at > 0);
        }
        out.endObject();
    }
}
