package org.passerelle.simulator.functions;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.passerelle.simulator.functions.Param.Kind;
import org.passerelle.simulator.functions.Param.Struct;
import org.passerelle.simulator.site.Participation;
import org.passerelle.simulator.site.Roles;
import org.passerelle.simulator.site.SimulatedCourse;

/** core_course_get_courses and core_course_get_courses_by_field. */
final class CourseFunctions {
    private CourseFunctions() {}

    static List<WsFunction> all() {
        return List.of(
                WsFunction.of(
                        "core_course_get_courses",
                        CourseFunctions::courses,
                        new Struct(
                                "options", List.of(Param.optionalValues("ids", Kind.INT)), false)),
                WsFunction.of(
                        "core_course_get_courses_by_field",
                        CourseFunctions::byField,
                        Param.optional("field", Kind.ALPHA),
                        Param.optional("value", Kind.RAW)));
    }

    /** One course the caller may not enter fails the whole call. */
    private static Answer courses(WsCall call) {
        List<String> ids = call.arguments().struct("options").list("ids");
        List<SimulatedCourse> chosen =
                call.site().courses().stream()
                        .filter(course -> ids.isEmpty() || ids.contains(Long.toString(course.id())))
                        .toList();
        chosen.forEach(call::enterCourse);
        return Answer.of(
                out -> {
                    out.array();
                    chosen.forEach(course -> CourseRow.plain(out, call, course));
                    out.endArray();
                });
    }

    /** Courses the caller may not see are left out without a word. */
    private static Answer byField(WsCall call) {
        Predicate<SimulatedCourse> matches =
                matching(call.arguments().text("field"), call.arguments().text("value"));
        List<SimulatedCourse> chosen =
                call.site().courses().stream()
                        .filter(matches)
                        .filter(c -> c.isVisible() || call.may("moodle/course:viewhiddencourses"))
                        .toList();
        return Answer.of(
                out -> {
                    out.object().name("courses").array();
                    chosen.forEach(course -> CourseRow.detailed(out, call, course));
                    out.endArray().emptyArray("warnings").endObject();
                });
    }

    private static Predicate<SimulatedCourse> matching(String field, String value) {
        return switch (field) {
            case "" -> course -> true;
            case "id" -> course -> Long.toString(course.id()).equals(value);
            case "ids" -> {
                Collection<String> ids = Arrays.asList(value.split(","));
                yield course -> ids.contains(Long.toString(course.id()));
            }
            case "shortname", "idnumber" -> course -> course.text(field).equals(value);
            case "category" -> course -> Long.toString(course.number("category")).equals(value);
            default -> throw WsFault.invalidParameter();
        };
    }

    /** The teachers shown with a course. */
    static List<Long> contacts(SimulatedCourse course) {
        return course.participations().stream()
                .filter(participation -> participation.roles().contains(Roles.TEACHER))
                .map(Participation::userId)
                .toList();
    }

    static Optional<String> fullName(WsCall call, long user) {
        return call.site().user(user).map(row -> row.fullName());
    }
}
