package org.passerelle.moodle.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.passerelle.moodle.client.Arguments;
import org.passerelle.moodle.client.MoodleClient;
import org.passerelle.moodle.mapping.SiteCard;

/**
 * Whom and what of them the read token may see: Moodle leaves out what it may not, without a word.
 */
final class PeopleChecks {
    private static final String COURSES = "core_course_get_courses";
    private static final String PEOPLE = "core_enrol_get_enrolled_users";
    private static final int SAMPLE = 200;

    private final MoodleClient client;
    private final Notes notes;

    PeopleChecks(MoodleClient client, Notes notes) {
        this.client = client;
        this.notes = notes;
    }

    /** The ids of the courses that can be seen, without the site course. */
    List<Long> look(SiteCard site) {
        List<Long> courses = courses();
        switch (Reply.ask(client, PEOPLE, everybody())) {
            case Reply.Refused refused -> notes.refused("people", refused.fault());
            case Reply.Answered answered -> people(answered.body(), site);
        }
        return courses;
    }

    private List<Long> courses() {
        List<Long> courses = new ArrayList<>();
        switch (Reply.ask(client, COURSES, Arguments.none())) {
            case Reply.Refused refused -> notes.refused("courses", refused.fault());
            case Reply.Answered answered -> {
                answered.body().forEach(course -> courses.add(course.path("id").asLong()));
                courses.removeIf(id -> id <= 1);
                notes.ok("courses", courses.size() + " courses can be seen, hidden ones included");
                notes.ok(
                        "site-policy",
                        "no site policy and no forced password change stops the read account");
            }
        }
        return courses;
    }

    private static Arguments everybody() {
        return Arguments.of("courseid", 1)
                .with(
                        "options",
                        List.of(
                                Map.of(
                                        "name",
                                        "userfields",
                                        "value",
                                        "id,idnumber,email,firstname,lastname,firstaccess,lastaccess"),
                                Map.of("name", "limitfrom", "value", 0),
                                Map.of("name", "limitnumber", "value", SAMPLE),
                                Map.of("name", "sortby", "value", "id")));
    }

    private void people(JsonNode people, SiteCard site) {
        List<JsonNode> others = new ArrayList<>();
        people.forEach(person -> others.add(person));
        others.removeIf(person -> person.path("id").asLong() == site.serviceUser());
        if (others.isEmpty()) {
            notes.mend(
                    "people",
                    "the read account sees nobody but itself",
                    Screens.ROLES + "moodle/user:viewdetails");
            return;
        }
        notes.ok("people", "the read account sees others than itself");
        learnerNumber(others);
        mails(others);
        accessTimes(others);
        names(others);
    }

    private void learnerNumber(List<JsonNode> people) {
        key(
                people,
                "idnumber",
                "learner-number",
                "no idnumber came, or nobody has one: people cannot be recognised by their learner number",
                Screens.USER_POLICIES
                        + "Show user identity: ID number; "
                        + Screens.ROLES
                        + "moodle/site:viewuseridentity");
    }

    private void accessTimes(List<JsonNode> people) {
        key(
                people,
                "lastaccess",
                "access-times",
                "no access times came: the site hides them, which is not 'never'",
                Screens.USER_POLICIES
                        + "Hide user fields: not Last access, not First access; or "
                        + Screens.ROLES
                        + "moodle/course:viewhiddenuserfields, moodle/user:viewhiddendetails");
    }

    private void names(List<JsonNode> people) {
        if (people.stream().noneMatch(person -> person.has("lastname"))) {
            notes.warn(
                    "names",
                    "no first and last names came, only whole names",
                    Screens.ROLES + "moodle/site:viewfullnames (needed by 4.2)");
        } else {
            notes.ok("names", "first and last names come");
        }
    }

    /**
     * Every account has an address, and some people show theirs to everybody: only all of them
     * prove the right.
     */
    private void mails(List<JsonNode> people) {
        long without = people.stream().filter(person -> !person.has("email")).count();
        if (without == 0) {
            notes.ok("e-mail", "e-mail addresses come");
        } else {
            notes.mend(
                    "e-mail",
                    "no e-mail address came for " + without + " of " + people.size() + " people",
                    Screens.USER_POLICIES
                            + "Show user identity: Email address; "
                            + Screens.ROLES
                            + "moodle/site:viewuseridentity");
        }
    }

    private void key(List<JsonNode> people, String key, String check, String missing, String mend) {
        if (people.stream().anyMatch(person -> person.has(key))) {
            notes.ok(check, key + " comes");
        } else {
            notes.mend(check, missing, mend);
        }
    }
}
