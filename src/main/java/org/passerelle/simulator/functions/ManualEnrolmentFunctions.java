package org.passerelle.simulator.functions;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.passerelle.simulator.functions.Param.Kind;
import org.passerelle.simulator.site.Enrolment;
import org.passerelle.simulator.site.Family;
import org.passerelle.simulator.site.Roles;
import org.passerelle.simulator.site.SimulatedCourse;

/** enrol_manual_enrol_users and enrol_manual_unenrol_users: each list is one transaction. */
final class ManualEnrolmentFunctions {
    private static final Set<String> ASSIGNABLE = Set.of(Roles.STUDENT, Roles.TEACHER, "teacher");

    private ManualEnrolmentFunctions() {}

    /** One wish of the list with its course. */
    private record Seat(SimulatedCourse course, Arguments wish) {
        long user() {
            return wish.integer("userid");
        }
    }

    static List<WsFunction> all() {
        return List.of(
                WsFunction.of(
                        "enrol_manual_enrol_users",
                        ManualEnrolmentFunctions::enrol,
                        Param.rows(
                                "enrolments",
                                Param.needed("roleid", Kind.INT),
                                Param.needed("userid", Kind.INT),
                                Param.needed("courseid", Kind.INT),
                                Param.optional("timestart", Kind.INT),
                                Param.optional("timeend", Kind.INT),
                                Param.optional("suspend", Kind.INT))),
                WsFunction.of(
                        "enrol_manual_unenrol_users",
                        ManualEnrolmentFunctions::unenrol,
                        Param.rows(
                                "enrolments",
                                Param.needed("userid", Kind.INT),
                                Param.needed("courseid", Kind.INT),
                                Param.optional("roleid", Kind.INT))));
    }

    /** Answers the same whether the user was enrolled, was not, or stays by another method. */
    private static Answer unenrol(WsCall call) {
        return forEach(
                call,
                seat -> {
                    call.need("enrol/manual:unenrol", "Unenrol users from the course");
                    checkUser(call, seat);
                },
                seat -> call.site().accounts().unenrol(seat.course(), seat.user()));
    }

    /** Who is enrolled already gets the new values; what is not sent is reset. */
    private static Answer enrol(WsCall call) {
        return forEach(
                call,
                seat -> {
                    call.need("enrol/manual:enrol", "Enrol users");
                    checkRole(call, seat);
                    checkUser(call, seat);
                },
                seat ->
                        call.site()
                                .accounts()
                                .enrol(seat.course(), seat.user(), wished(call, seat)));
    }

    private static Answer forEach(WsCall call, Consumer<Seat> check, Consumer<Seat> act) {
        call.site()
                .write(
                        () -> {
                            List<Seat> seats =
                                    call.arguments().rows("enrolments").stream()
                                            .map(wish -> seat(call, wish))
                                            .toList();
                            seats.forEach(check);
                            seats.forEach(act);
                        });
        return Answer.nothing();
    }

    private static Seat seat(WsCall call, Arguments wish) {
        SimulatedCourse course =
                call.site()
                        .course(wish.integer("courseid"))
                        .orElseThrow(() -> WsFault.noRecord(call.family(), "course"));
        call.enterCourseOrLogIn(course);
        return new Seat(course, wish);
    }

    private static void checkUser(WsCall call, Seat seat) {
        if (call.site().user(seat.user()).isEmpty()) {
            throw call.family() == Family.UP_TO_4_4DEV
                    ? WsFault.invalidParameter()
                    : WsFault.noUser(call.family());
        }
    }

    private static void checkRole(WsCall call, Seat seat) {
        long role = seat.wish().integer("roleid");
        if (call.site().roles().shortName(role).filter(ASSIGNABLE::contains).isEmpty()) {
            throw WsFault.moodle(
                    "wsusercannotassign",
                    "You don't have the permission to assign this role (%d) to this user (%d) in this course (%d)."
                            .formatted(role, seat.user(), seat.course().id()));
        }
    }

    private static Enrolment wished(WsCall call, Seat seat) {
        Arguments wish = seat.wish();
        String role = call.site().roles().shortName(wish.integer("roleid")).orElseThrow();
        return new Enrolment(
                "manual",
                Set.of(role),
                wish.integer("suspend") == 1,
                wish.integer("timestart"),
                wish.integer("timeend"));
    }
}
