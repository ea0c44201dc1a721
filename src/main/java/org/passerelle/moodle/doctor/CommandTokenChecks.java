package org.passerelle.moodle.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.passerelle.moodle.client.Arguments;
import org.passerelle.moodle.client.MoodleClient;
import org.passerelle.moodle.client.MoodleFault;
import org.passerelle.moodle.mapping.SiteCard;
import org.passerelle.personaldata.Platform;

/**
 * Whether the command token may do what commands need. What writes is asked of a user who cannot
 * exist.
 */
final class CommandTokenChecks {
    private static final String CREATE = "tool_dataprivacy_create_data_request";
    private static final String DELETE = "core_user_delete_users";
    private static final String UPDATE = "core_user_update_users";
    private static final String UNENROL = "enrol_manual_unenrol_users";
    private static final String PEOPLE = "core_enrol_get_enrolled_users";
    private static final String USERS = "core_user_get_users";
    private static final long NOBODY = 2147483646L;
    private static final Set<String> NEEDED =
            Set.of(
                    SiteCard.FUNCTION,
                    USERS,
                    "core_user_get_users_by_field",
                    UPDATE,
                    "core_enrol_get_users_courses",
                    "core_enrol_get_enrolled_users",
                    UNENROL,
                    "tool_dataprivacy_get_data_request",
                    "tool_dataprivacy_approve_data_request",
                    "tool_dataprivacy_get_purpose_options");

    private final Platform platform;
    private final MoodleClient client;
    private final Notes notes;

    CommandTokenChecks(Platform platform, MoodleClient client, Notes notes) {
        this.platform = platform;
        this.client = client;
        this.notes = notes;
    }

    void look(SiteCard reading, List<Long> courses, Set<Long> withLearners) {
        switch (Reply.ask(client, SiteCard.FUNCTION, Arguments.none())) {
            case Reply.Refused refused -> notes.refused("command-token", refused.fault());
            case Reply.Answered answered -> {
                notes.ok("command-token", "Moodle takes the command token");
                SiteCard site = SiteCard.of(answered.body());
                account(site, reading);
                functions(site);
                writing(site, courses);
                roles(site, withLearners);
                canary(site);
                new PrivacyChecks(client, notes, site).look();
            }
        }
    }

    private void account(SiteCard site, SiteCard reading) {
        if (site.siteAdmin()) {
            notes.mend(
                    "command-account",
                    "the command account is a site administrator; no command will be carried out with it",
                    "make an account of its own for commands; its role: docs/administrator.md");
        } else if (site.serviceUser() == reading.serviceUser()) {
            notes.mend(
                    "command-account",
                    "the read token and the command token are of one account",
                    "make two accounts with a role each: docs/administrator.md");
        } else {
            notes.ok(
                    "command-account",
                    "the command account is another one and no site administrator");
        }
    }

    private void functions(SiteCard site) {
        Set<String> missing = new TreeSet<>(NEEDED);
        missing.removeAll(site.functions());
        if (!site.functions().contains(CREATE) && !site.functions().contains(DELETE)) {
            missing.add(CREATE + " (4.4 and later) or " + DELETE);
        }
        if (missing.isEmpty()) {
            notes.ok("command-functions", "the service offers every function that commands need");
        } else {
            notes.mend(
                    "command-functions",
                    "the command token's service lacks " + missing,
                    Screens.FUNCTIONS + "add " + missing);
        }
    }

    private void writing(SiteCard site, List<Long> courses) {
        may(site, "command-update", UPDATE, Arguments.of("users", List.of(Map.of("id", NOBODY))));
        if (!site.functions().contains(CREATE)) {
            may(site, "command-delete", DELETE, Arguments.of("userids", List.of(NOBODY)));
        }
        courses.stream()
                .findFirst()
                .ifPresent(
                        course ->
                                may(
                                        site,
                                        "command-unenrol",
                                        UNENROL,
                                        Arguments.of(
                                                "enrolments",
                                                List.of(
                                                        Map.of(
                                                                "userid",
                                                                NOBODY,
                                                                "courseid",
                                                                course)))));
        courses.stream().findFirst().ifPresent(course -> readingBack(site, course));
    }

    /** Enrolments that are not active are told to a reviewer only; without them none is ended. */
    private void readingBack(SiteCard site, long course) {
        may(
                site,
                "command-enrolments",
                PEOPLE,
                Arguments.of("courseid", course)
                        .with(
                                "options",
                                List.of(
                                        Map.of("name", "onlysuspended", "value", "1"),
                                        Map.of("name", "userfields", "value", "id"),
                                        Map.of("name", "limitnumber", "value", 1))));
    }

    /**
     * Moodle looks at the capability first: any complaint about the user means that the right is
     * there.
     */
    private void may(SiteCard site, String check, String function, Arguments arguments) {
        if (!site.functions().contains(function)) {
            return;
        }
        if (Reply.ask(client, function, arguments) instanceof Reply.Refused refused
                && !(refused.fault() instanceof MoodleFault.NotFound)
                && !refused.is("invalidparameter")
                && !refused.is("wsnoinstance")) {
            notes.refused(check, refused.fault());
        } else {
            notes.ok(check, function + " is allowed");
        }
    }

    /** Without this, a teacher would look like somebody who has no role at all. */
    private void roles(SiteCard site, Set<Long> withLearners) {
        Set<Long> blind = new TreeSet<>();
        for (long course : site.functions().contains(PEOPLE) ? withLearners : Set.<Long>of()) {
            if (Reply.ask(client, PEOPLE, roles(course)) instanceof Reply.Answered answered
                    && answered.body().findValues("roles").stream()
                            .anyMatch(roles -> !roles.isEmpty())) {
                continue;
            }
            blind.add(course);
        }
        if (blind.isEmpty()) {
            notes.ok("command-roles", "the command token sees who has which role");
        } else {
            notes.mend(
                    "command-roles",
                    "the command token sees no roles in courses "
                            + blind
                            + ", where the read token does",
                    Screens.ROLES
                            + "moodle/user:viewdetails, moodle/site:accessallgroups, moodle/course:view, moodle/course:viewhiddencourses,"
                            + " moodle/course:viewparticipants");
        }
    }

    private static Arguments roles(long course) {
        return Arguments.of("courseid", course)
                .with(
                        "options",
                        List.of(
                                Map.of("name", "userfields", "value", "id,roles"),
                                Map.of("name", "limitnumber", "value", 50),
                                Map.of("name", "sortby", "value", "id")));
    }

    private void canary(SiteCard site) {
        if (platform.canaryIdnumber().isEmpty()) {
            notes.warn(
                    "canary",
                    "no canary-idnumber: a search that finds nobody proves nothing",
                    "organisation.yaml: canary-idnumber: the idnumber of an invented learner who is never erased");
            return;
        }
        if (!site.functions().contains(USERS)) {
            return;
        }
        var search =
                Arguments.of(
                        "criteria",
                        List.of(
                                Map.of(
                                        "key",
                                        "idnumber",
                                        "value",
                                        platform.canaryIdnumber().get())));
        switch (Reply.ask(client, USERS, search)) {
            case Reply.Refused refused -> notes.refused("canary", refused.fault());
            case Reply.Answered answered -> canary(answered.body().path("users"));
        }
    }

    private void canary(JsonNode found) {
        if (found.isEmpty()) {
            notes.mend(
                    "canary",
                    "the canary is not found by its idnumber",
                    "make it; or "
                            + Screens.USER_POLICIES
                            + "Show user identity: ID number; "
                            + Screens.ROLES
                            + "moodle/user:viewdetails, moodle/site:viewuseridentity");
            return;
        }
        notes.ok("canary", "the canary is found");
        JsonNode canary = found.get(0);
        readBack(canary, "email", "moodle/site:viewuseridentity");
        readBack(canary, "username", "moodle/user:viewalldetails");
        readBack(canary, "lastname", "moodle/site:viewfullnames");
    }

    private void readBack(JsonNode canary, String field, String capability) {
        if (canary.has(field)) {
            notes.ok("read-back-" + field, field + " can be read back after a change");
        } else {
            notes.mend(
                    "read-back-" + field,
                    field + " cannot be read back: an erasure could not be verified",
                    Screens.ROLES + capability);
        }
    }
}
