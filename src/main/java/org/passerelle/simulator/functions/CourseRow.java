package org.passerelle.simulator.functions;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.passerelle.simulator.site.Participation;
import org.passerelle.simulator.site.SimulatedCourse;

/** A course as each of the course functions shows it. */
final class CourseRow {
    private static final List<String> FILTERS =
            List.of("displayh5p", "activitynames", "mathjaxloader", "emoticon");

    private CourseRow() {}

    /**
     * core_course_get_courses; the columns that need moodle/course:update are absent without it.
     */
    static void plain(JsonOut out, WsCall call, SimulatedCourse course) {
        boolean updates = call.may("moodle/course:update");
        out.object().field("id", course.id()).field("shortname", name(course, "shortname"));
        out.field("categoryid", course.number("category"));
        if (updates) {
            out.field("categorysortorder", 20_000 + course.id());
        }
        names(out, course);
        if (updates) {
            out.field("idnumber", course.text("idnumber"));
        }
        summary(out, course).field("format", course.text("format"));
        if (updates) {
            out.field("showgrades", 1).field("newsitems", 0);
        }
        dates(out, course);
        if (course.id() == 1 || updates) {
            out.field("numsections", 5);
        }
        if (updates) {
            managed(out, course);
        }
        shown(out, course).endObject();
    }

    private static void managed(JsonOut out, SimulatedCourse course) {
        out.field("maxbytes", 0).field("showreports", 0);
        out.field("visible", course.number("visible")).field("hiddensections", 1);
        grouping(out).field("timecreated", course.number("timecreated"));
        out.field("timemodified", course.number("timemodified"));
        out.field("enablecompletion", course.number("enablecompletion"));
        out.field("completionnotify", 0).field("lang", "").field("forcetheme", "");
        options(out);
    }

    /** core_course_get_courses_by_field. */
    static void detailed(JsonOut out, WsCall call, SimulatedCourse course) {
        out.object().field("id", course.id());
        names(out, course).field("shortname", name(course, "shortname"));
        out.field("courseimage", image(call, course));
        out.field("categoryid", course.number("category"));
        out.field("categoryname", name(course, "categoryname"));
        out.field("sortorder", 20_000 + course.id());
        summary(out, course).emptyArray("summaryfiles").emptyArray("overviewfiles");
        shown(out, course).name("contacts").array();
        contacts(out, call, course);
        out.endArray().name("enrollmentmethods").array();
        methods(course).forEach(out::value);
        out.endArray();
        if (call.may("moodle/course:update")) {
            out.field("idnumber", course.text("idnumber"));
        }
        if (call.canEnter(course)) {
            properties(out, call, course);
        }
        out.endObject();
    }

    private static void properties(JsonOut out, WsCall call, SimulatedCourse course) {
        out.field("format", course.text("format")).field("showgrades", 1).field("newsitems", 0);
        dates(out, course).field("maxbytes", 0).field("showreports", 0);
        grouping(out.field("visible", course.number("visible")));
        out.field("enablecompletion", course.number("enablecompletion"));
        out.field("completionnotify", 0).field("lang", "").field("theme", "").field("marker", 0);
        if (call.may("moodle/course:update")) {
            out.field("legacyfiles", 0).field("calendartype", "");
            out.field("timecreated", course.number("timecreated"));
            out.field("timemodified", course.number("timemodified"));
            out.field("requested", 0).field("cacherev", course.number("timemodified"));
        }
        filters(out);
        if (course.id() != 1) {
            options(out);
        }
    }

    /** core_enrol_get_users_courses. */
    static void ofUser(JsonOut out, WsCall call, SimulatedCourse course, Participation his) {
        out.object().field("id", course.id()).field("shortname", name(course, "shortname"));
        names(out, course);
        if (call.arguments().flag("returnusercount", true)) {
            out.field("enrolledusercount", enrolled(course));
        }
        out.field("idnumber", course.text("idnumber")).field("visible", course.number("visible"));
        summary(out, course).field("format", course.text("format"));
        out.field("courseimage", image(call, course)).field("showgrades", true).field("lang", "");
        out.field("enablecompletion", course.number("enablecompletion") != 0);
        out.field("completionhascriteria", !course.activities().isEmpty());
        out.field("completionusertracked", true).field("category", course.number("category"));
        progress(out, call, course, his);
        dates(out, course).field("marker", 0).fieldOrNull("lastaccess", his.lastAccess());
        out.field("isfavourite", false).field("hidden", false).emptyArray("overviewfiles");
        shown(out, course).field("timemodified", course.number("timemodified")).endObject();
    }

    private static void progress(
            JsonOut out, WsCall call, SimulatedCourse course, Participation his) {
        int all = course.activities().size();
        int done = his.completedAt().size();
        if (!call.may("report/completion:view")) {
            out.nullField("progress").nullField("completed");
            return;
        }
        out.name("progress");
        if (all == 0) {
            out.nothing();
        } else {
            out.value(100.0 * done / all);
        }
        out.field("completed", all > 0 && done == all);
    }

    private static long enrolled(SimulatedCourse course) {
        return course.participations().stream().filter(Participation::isEnrolled).count();
    }

    private static String name(SimulatedCourse course, String column) {
        return Html.escape(course.text(column));
    }

    private static JsonOut names(JsonOut out, SimulatedCourse course) {
        return out.field("fullname", name(course, "fullname"))
                .field("displayname", name(course, "fullname"));
    }

    private static JsonOut summary(JsonOut out, SimulatedCourse course) {
        return out.field("summary", course.text("summary")).field("summaryformat", 1);
    }

    private static JsonOut dates(JsonOut out, SimulatedCourse course) {
        return out.field("startdate", course.number("startdate"))
                .field("enddate", course.number("enddate"));
    }

    private static JsonOut shown(JsonOut out, SimulatedCourse course) {
        out.field("showactivitydates", false).name("showcompletionconditions");
        return course.id() == 1 ? out.nothing() : out.value(true);
    }

    private static JsonOut grouping(JsonOut out) {
        return out.field("groupmode", 0).field("groupmodeforce", 0).field("defaultgroupingid", 0);
    }

    private static String image(WsCall call, SimulatedCourse course) {
        return call.address().baseUrl()
                + "/pluginfile.php/"
                + (100 + course.id())
                + "/course/generated/course.svg";
    }

    private static void contacts(JsonOut out, WsCall call, SimulatedCourse course) {
        for (long contact : CourseFunctions.contacts(course)) {
            CourseFunctions.fullName(call, contact)
                    .ifPresent(
                            name ->
                                    out.object()
                                            .field("id", contact)
                                            .field("fullname", name)
                                            .endObject());
        }
    }

    private static TreeSet<String> methods(SimulatedCourse course) {
        TreeSet<String> methods = new TreeSet<>();
        course.participations().forEach(his -> methods.addAll(his.enrolments().keySet()));
        return methods;
    }

    private static void filters(JsonOut out) {
        out.name("filters").array();
        for (String filter : FILTERS) {
            out.object().field("filter", filter).field("localstate", 0);
            out.field("inheritedstate", 1).endObject();
        }
        out.endArray();
    }

    private static void options(JsonOut out) {
        out.name("courseformatoptions").array();
        Map<String, Integer> options =
                new TreeMap<>(Map.of("hiddensections", 1, "coursedisplay", 0));
        options.forEach(
                (name, value) ->
                        out.object().field("name", name).field("value", value).endObject());
        out.endArray();
    }
}
