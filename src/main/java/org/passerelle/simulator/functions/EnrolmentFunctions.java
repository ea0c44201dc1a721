package org.passerelle.simulator.functions;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.passerelle.simulator.functions.Param.Kind;
import org.passerelle.simulator.site.Participation;
import org.passerelle.simulator.site.SimulatedCourse;
import org.passerelle.simulator.site.SimulatedSite;
import org.passerelle.simulator.site.SimulatedUser;

/** core_enrol_get_enrolled_users and core_enrol_get_users_courses. */
final class EnrolmentFunctions {
    private static final Set<String> USER_FIELDS =
            Set.of(
                    ("id username fullname firstname lastname email address phone1 phone2 department"
                                    + " institution interests firstaccess lastaccess lastcourseaccess"
                                    + " auth confirmed idnumber lang theme timezone mailformat"
                                    + " calendartype trackforums description descriptionformat city"
                                    + " country profileimageurl profileimageurlsmall customfields"
                                    + " groups roles preferences enrolledcourses suspended")
                            .split(" "));

    private EnrolmentFunctions() {}

    /** A user of the answer with what he has in the course; none in the site course. */
    private record Enrolled(SimulatedUser user, Optional<Participation> participation) {}

    static List<WsFunction> all() {
        return List.of(
                WsFunction.of(
                        "core_enrol_get_enrolled_users",
                        EnrolmentFunctions::enrolled,
                        Param.needed("courseid", Kind.INT),
                        Param.optionalRows(
                                "options",
                                Param.needed("name", Kind.ALPHANUMEXT),
                                Param.needed("value", Kind.RAW))),
                WsFunction.of(
                        "core_enrol_get_users_courses",
                        EnrolmentFunctions::coursesOf,
                        Param.needed("userid", Kind.INT),
                        Param.optional("returnusercount", Kind.BOOL)));
    }

    private static Answer enrolled(WsCall call) {
        Map<String, String> options = options(call);
        List<String> fields = fields(options);
        SimulatedCourse course = call.courseOf("courseid");
        call.enterCourse(course);
        if (!call.may("moodle/course:enrolreview")) {
            call.need("moodle/course:viewparticipants", "View participants");
        }
        Predicate<Enrolled> chosen = chosen(call, options);
        UserView view = new UserView(call, Optional.of(course), fields);
        List<Enrolled> page =
                rows(call.site(), course)
                        .filter(chosen)
                        .sorted(order(options))
                        .skip(number(options, "limitfrom"))
                        .limit(limit(options))
                        .filter(row -> view.isVisible(row.user()) && isReachable(call, course))
                        .toList();
        return new Answer(
                page.size(),
                0,
                out -> {
                    out.array();
                    page.forEach(row -> view.writeEnrolled(out, row.user(), row.participation()));
                    out.endArray();
                });
    }

    /** Separate groups without the right to all of them: nobody is there, and no error says so. */
    private static boolean isReachable(WsCall call, SimulatedCourse course) {
        return !course.isSeparate() || call.may("moodle/site:accessallgroups");
    }

    private static Map<String, String> options(WsCall call) {
        Map<String, String> options = new HashMap<>();
        call.arguments()
                .rows("options")
                .forEach(option -> options.put(option.text("name"), option.text("value")));
        return options;
    }

    private static List<String> fields(Map<String, String> options) {
        String asked = options.getOrDefault("userfields", "");
        List<String> fields = asked.isEmpty() ? List.of() : List.of(asked.split("\\s*,\\s*"));
        fields.stream()
                .filter(field -> !USER_FIELDS.contains(field))
                .findFirst()
                .ifPresent(
                        field -> {
                            throw WsFault.moodle(
                                    "invaliduserfield", "Invalid user field: " + field);
                        });
        return fields;
    }

    /** The site course stands for everybody on the site. */
    private static Stream<Enrolled> rows(SimulatedSite site, SimulatedCourse course) {
        if (course.id() == 1) {
            return site.users().stream()
                    .filter(user -> !user.isDeleted())
                    .map(user -> new Enrolled(user, Optional.empty()));
        }
        return course.participations().stream()
                .filter(Participation::isEnrolled)
                .flatMap(
                        his ->
                                site.user(his.userId()).stream()
                                        .map(user -> new Enrolled(user, Optional.of(his))));
    }

    private static Predicate<Enrolled> chosen(WsCall call, Map<String, String> options) {
        boolean onlyActive = isOn(options, "onlyactive");
        boolean onlySuspended = isOn(options, "onlysuspended");
        if (onlyActive || onlySuspended) {
            call.need("moodle/course:enrolreview", "Review course enrolments");
        }
        if (onlyActive && onlySuspended) {
            throw WsFault.coding(
                    "Both onlyactive and onlysuspended are set, this is probably not what you"
                            + " want!");
        }
        long now = call.site().now();
        Predicate<Enrolled> active =
                row -> row.participation().map(his -> his.isActiveAt(now)).orElse(true);
        Predicate<Enrolled> chosen =
                onlyActive ? active : onlySuspended ? active.negate() : row -> true;
        return chosen.and(inGroup(options));
    }

    private static Predicate<Enrolled> inGroup(Map<String, String> options) {
        long group = number(options, "groupid");
        return row ->
                group == 0
                        || row.participation()
                                .filter(his -> his.groups().contains(group))
                                .isPresent();
    }

    private static Comparator<Enrolled> order(Map<String, String> options) {
        String by = options.getOrDefault("sortby", "id");
        Comparator<Enrolled> order =
                switch (by) {
                    case "id" -> Comparator.comparingLong(row -> row.user().id());
                    case "firstname", "lastname" ->
                            Comparator.comparing(row -> row.user().text(by));
                    case "siteorder" -> Comparator.comparing(row -> row.user().text("lastname"));
                    default -> throw WsFault.invalidParameter();
                };
        String direction = options.getOrDefault("sortdirection", "ASC").toUpperCase(Locale.ROOT);
        return switch (direction) {
            case "ASC" -> order;
            case "DESC" -> order.reversed();
            default -> throw WsFault.invalidParameter();
        };
    }

    private static boolean isOn(Map<String, String> options, String name) {
        return number(options, name) != 0;
    }

    private static long number(Map<String, String> options, String name) {
        String value = options.getOrDefault(name, "0");
        // Moodle cleans options instead of refusing them: a word becomes 0.
        return value.matches("\\d{1,18}") ? Long.parseLong(value) : 0;
    }

    private static long limit(Map<String, String> options) {
        long limit = number(options, "limitnumber");
        return limit == 0 ? Long.MAX_VALUE : limit;
    }

    /** Active enrolments only, in courses the caller may see; nobody is an empty list. */
    private static Answer coursesOf(WsCall call) {
        long user = call.arguments().integer("userid");
        boolean allowed =
                user == call.caller().id()
                        || call.may("moodle/course:viewparticipants")
                        || call.may("moodle/course:enrolreview");
        long now = call.site().now();
        List<SimulatedCourse> courses =
                call.site().courses().stream()
                        .filter(course -> allowed && course.id() != 1 && call.canEnter(course))
                        .filter(course -> isReachable(call, course))
                        .filter(
                                c ->
                                        c.participation(user)
                                                .filter(p -> p.isActiveAt(now))
                                                .isPresent())
                        .toList();
        return Answer.of(
                out -> {
                    out.array();
                    for (SimulatedCourse course : courses) {
                        course.participation(user)
                                .ifPresent(his -> CourseRow.ofUser(out, call, course, his));
                    }
                    out.endArray();
                });
    }
}
