package org.passerelle.moodle.hands;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.passerelle.commands.hands.StepResult;
import org.passerelle.commands.hands.Target;
import org.passerelle.moodle.client.Arguments;
import org.passerelle.moodle.client.MoodleClients;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.Platform;

/**
 * Ends enrolments. {@code enrol_manual_unenrol_users} answers the same when the user was enrolled,
 * was not, or stays enrolled by another method: so it is read before and after. It deletes the
 * grades of the course for good, and takes administrators like anybody: who is one is asked first.
 */
final class Enrolments {
    private final MoodleClients clients;
    private final Accounts accounts;

    Enrolments(MoodleClients clients, Accounts accounts) {
        this.clients = clients;
        this.accounts = accounts;
    }

    StepResult end(Target target, CourseId course) {
        long user = accounts.userId(target);
        // Both lists before the act: what could not be read back afterwards is refused now.
        if (!enrolled(target.platform(), user, course)) {
            return new StepResult.AlreadyDone();
        }
        var warning = accounts.untouchable(target);
        if (warning.isPresent()) {
            return Suspensions.refused(warning.get());
        }
        var enrolment = Map.of("userid", user, "courseid", course.value());
        clients.commanding(target.platform())
                .call("enrol_manual_unenrol_users", Arguments.of("enrolments", List.of(enrolment)));
        return enrolled(target.platform(), user, course)
                ? new StepResult.NeedsPerson(
                        "still enrolled by another method than manual; end it on the course's Participants page")
                : new StepResult.Done();
    }

    /** Active enrolments are told per user, the others (suspended, over, not begun) per course. */
    private boolean enrolled(Platform platform, long user, CourseId course) {
        boolean inactive = isInactive(platform, user, course);
        return isActive(platform, user, course) || inactive;
    }

    private boolean isActive(Platform platform, long user, CourseId course) {
        var active =
                clients.commanding(platform)
                        .call(
                                "core_enrol_get_users_courses",
                                Arguments.of("userid", user, "returnusercount", 0));
        return holds(active, course.value());
    }

    private boolean isInactive(Platform platform, long user, CourseId course) {
        var options =
                List.of(
                        Map.of("name", "onlysuspended", "value", "1"),
                        Map.of("name", "userfields", "value", "id"));
        var inactive =
                clients.commanding(platform)
                        .call(
                                "core_enrol_get_enrolled_users",
                                Arguments.of("courseid", course.value(), "options", options));
        return holds(inactive, user);
    }

    private static boolean holds(JsonNode rows, long id) {
        return rows.valueStream().anyMatch(row -> row.path("id").longValue() == id);
    }
}
