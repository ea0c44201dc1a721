package org.passerelle.moodle.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.passerelle.moodle.client.Arguments;
import org.passerelle.moodle.client.MoodleClient;
import org.passerelle.moodle.mapping.SiteCard;

/** What the read token may see in a few courses: participants, grades, completion. */
final class CourseChecks {
    private static final String PEOPLE = "core_enrol_get_enrolled_users";
    private static final String GRADES = "gradereport_user_get_grade_items";
    private static final String ITEMS = "core_grades_get_gradeitems";
    private static final String COURSE_COMPLETION = "core_completion_get_course_completion_status";
    private static final String ACTIVITY_COMPLETION =
            "core_completion_get_activities_completion_status";
    private static final int MOST = 6;
    private static final Set<String> NO_RECORD =
            Set.of(
                    "nocriteriaset",
                    "usernotenroled",
                    "notenroled",
                    "completionnotenabled",
                    "guestsarenotallowed");

    private final MoodleClient client;
    private final Notes notes;
    private final SiteCard site;
    private final Set<String> learnerRoles;
    private final Set<String> found = new HashSet<>();
    private final Set<Long> hiddenItemsIn = new TreeSet<>();

    CourseChecks(MoodleClient client, Notes notes, SiteCard site, Set<String> learnerRoles) {
        this.client = client;
        this.notes = notes;
        this.site = site;
        this.learnerRoles = learnerRoles;
    }

    /** The courses in which learners were seen, each with one of them. */
    Map<Long, Long> look(List<Long> courses) {
        List<Long> sample = sample(courses);
        if (sample.isEmpty()) {
            notes.cannotBeSeen(
                    "participants",
                    "there is no course to look into",
                    "make one, enrol a learner, ask again");
            return Map.of();
        }
        Map<Long, Long> learners = new LinkedHashMap<>();
        sample.forEach(
                course -> learner(course).ifPresent(learner -> learners.put(course, learner)));
        learners(learners, sample);
        long anyLearner = learners.values().stream().findFirst().orElse(site.serviceUser());
        sample.forEach(course -> course(course, learners.getOrDefault(course, anyLearner)));
        items(sample);
        for (String check :
                List.of(
                        "participants",
                        "active-enrolments",
                        "course-access",
                        "grades",
                        "groups",
                        "course-completion",
                        "activity-completion")) {
            if (!found.contains(check)) {
                notes.ok(check, "can be read in the " + sample.size() + " courses looked into");
            }
        }
        return learners;
    }

    /** The first and the last ones: old and new courses are often set up differently. */
    private static List<Long> sample(List<Long> courses) {
        if (courses.size() <= MOST) {
            return courses;
        }
        List<Long> sorted = courses.stream().sorted().toList();
        List<Long> sample = new ArrayList<>(sorted.subList(0, MOST / 2));
        sample.addAll(sorted.subList(sorted.size() - MOST / 2, sorted.size()));
        return sample;
    }

    /** Without the right to see people, Moodle still shows the teachers. */
    private void learners(Map<Long, Long> learners, List<Long> sample) {
        if (learners.isEmpty() && !found.contains("participants")) {
            notes.mend(
                    "learners",
                    "nobody in a role of "
                            + learnerRoles
                            + " was seen in "
                            + sample.size()
                            + " courses",
                    Screens.ROLES
                            + "moodle/user:viewdetails, moodle/site:accessallgroups; or organisation.yaml: learner-roles");
        } else if (!learners.isEmpty()) {
            notes.ok(
                    "learners",
                    "learners were seen in "
                            + learners.size()
                            + " of "
                            + sample.size()
                            + " courses");
        }
    }

    private void course(long course, long user) {
        if (Reply.ask(client, PEOPLE, enrolled(course, "onlyactive"))
                instanceof Reply.Refused refused) {
            refusedOnce("active-enrolments", refused);
        }
        grades(course, user);
        completion("course-completion", COURSE_COMPLETION, course, user);
        completion("activity-completion", ACTIVITY_COMPLETION, course, user);
    }

    private static Arguments enrolled(long course, String option) {
        return Arguments.of("courseid", course)
                .with(
                        "options",
                        List.of(
                                Map.of("name", "userfields", "value", "id,lastcourseaccess,roles"),
                                Map.of("name", "limitnumber", "value", 50),
                                Map.of(
                                        "name",
                                        option,
                                        "value",
                                        option.equals("onlyactive") ? 1 : "id")));
    }

    /** Some learner; nobody's data is kept. */
    private Optional<Long> learner(long course) {
        return switch (Reply.ask(client, PEOPLE, enrolled(course, "sortby"))) {
            case Reply.Refused refused -> {
                refusedOnce("participants", refused);
                yield Optional.empty();
            }
            case Reply.Answered answered -> {
                List<JsonNode> people = new ArrayList<>();
                answered.body().forEach(people::add);
                accessTimes(people);
                yield people.stream()
                        .filter(this::isLearner)
                        .findFirst()
                        .map(person -> person.path("id").asLong());
            }
        };
    }

    private void accessTimes(List<JsonNode> people) {
        if (!people.isEmpty()
                && people.stream().noneMatch(person -> person.has("lastcourseaccess"))
                && found.add("course-access")) {
            notes.mend(
                    "course-access",
                    "access times of courses do not come: the site hides them",
                    Screens.USER_POLICIES
                            + "Hide user fields: not Last access; or "
                            + Screens.ROLES
                            + "moodle/course:viewhiddenuserfields");
        }
    }

    private boolean isLearner(JsonNode person) {
        return person.path("roles").findValuesAsText("shortname").stream()
                .anyMatch(learnerRoles::contains);
    }

    private void grades(long course, long user) {
        switch (Reply.ask(client, GRADES, Arguments.of("courseid", course, "userid", user))) {
            case Reply.Refused refused ->
                    refusedOnce(refused.is("notingroup") ? "groups" : "grades", refused);
            case Reply.Answered answered -> compareItems(course, answered.body());
        }
    }

    /**
     * The list of items names every item of the course; the grades leave out what the token may not
     * see.
     */
    private void compareItems(long course, JsonNode grades) {
        if (!site.functions().contains(ITEMS)) {
            return;
        }
        if (Reply.ask(client, ITEMS, Arguments.of("courseid", course))
                instanceof Reply.Answered answered) {
            Set<Long> seen = new HashSet<>();
            grades.path("usergrades")
                    .path(0)
                    .path("gradeitems")
                    .forEach(item -> seen.add(item.path("id").asLong()));
            for (JsonNode item : answered.body().path("gradeItems")) {
                if (!seen.contains(item.path("id").asLong())) {
                    hiddenItemsIn.add(course);
                }
            }
        }
    }

    private void items(List<Long> sample) {
        if (!site.functions().contains(ITEMS)) {
            notes.cannotBeSeen(
                    "grade-items",
                    "whether grade items are left out: Moodle does so without a word",
                    Screens.FUNCTIONS + "add " + ITEMS);
        } else if (hiddenItemsIn.isEmpty()) {
            notes.ok(
                    "grade-items",
                    "no grade item is left out in the " + sample.size() + " courses looked into");
        } else {
            notes.mend(
                    "grade-items",
                    "grade items are left out of the answers for courses " + hiddenItemsIn,
                    Screens.ROLES
                            + "mod/assign:view, mod/quiz:view and the like for every activity in use, moodle/grade:viewhidden,"
                            + " for hidden activities moodle/course:viewhiddenactivities");
        }
    }

    private void completion(String check, String function, long course, long user) {
        Arguments arguments = Arguments.of("courseid", course, "userid", user);
        if (Reply.ask(client, function, arguments) instanceof Reply.Refused refused
                && !NO_RECORD.contains(refused.fault().code())) {
            refusedOnce(refused.is("accessdenied") ? "groups" : check, refused);
        }
    }

    private void refusedOnce(String check, Reply.Refused refused) {
        if (found.add(check)) {
            notes.refused(check, refused.fault());
        }
    }
}
