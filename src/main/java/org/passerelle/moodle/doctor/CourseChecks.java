package org.passerelle.moodle.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
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
    private static final String ACTIVITY_COMPLETION = "core_completion_get_activities_completion_status";
    private static final int MOST = 6;

    private final MoodleClient client;
    private final Notes notes;
    private final SiteCard site;
    private final Set<String> found = new HashSet<>();
    private final Set<Long> hiddenItemsIn = new TreeSet<>();

    CourseChecks(MoodleClient client, Notes notes, SiteCard site) {
        this.client = client;
        this.notes = notes;
        this.site = site;
    }

    void look(List<Long> courses) {
        List<Long> sample = sample(courses);
        if (sample.isEmpty()) {
            notes.cannotBeSeen("participants", "there is no course to look into", "make one, enrol a learner, ask again");
            return;
        }
        sample.forEach(this::course);
        items(sample);
        for (String check : List.of("participants", "active-enrolments", "course-access", "grades", "groups", "course-completion", "activity-completion")) {
            if (!found.contains(check)) {
                notes.ok(check, "can be read in the " + sample.size() + " courses looked into");
            }
        }
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

    private void course(long course) {
        Optional<Long> somebody = participants(course);
        if (Reply.ask(client, PEOPLE, enrolled(course, "onlyactive")) instanceof Reply.Refused refused) {
            refusedOnce("active-enrolments", refused);
        }
        grades(course, somebody.orElse(site.serviceUser()));
        somebody.ifPresent(
                user -> {
                    completion("course-completion", COURSE_COMPLETION, course, user);
                    completion("activity-completion", ACTIVITY_COMPLETION, course, user);
                });
    }

    private static Arguments enrolled(long course, String option) {
        return Arguments.of("courseid", course)
                .with(
                        "options",
                        List.of(
                                Map.of("name", "userfields", "value", "id,lastcourseaccess,roles"),
                                Map.of("name", "limitnumber", "value", 20),
                                Map.of("name", option, "value", option.equals("onlyactive") ? 1 : "id")));
    }

    /** Somebody with the role of a learner if there is one; nobody's data is kept. */
    private Optional<Long> participants(long course) {
        switch (Reply.ask(client, PEOPLE, enrolled(course, "sortby"))) {
            case Reply.Refused refused -> {
                refusedOnce("participants", refused);
                return Optional.empty();
            }
            case Reply.Answered answered -> {
                List<JsonNode> people = new ArrayList<>();
                answered.body().forEach(people::add);
                if (!people.isEmpty() && people.stream().noneMatch(person -> person.has("lastcourseaccess"))) {
                    once("course-access", "access times of courses do not come: the site hides them",
                            Screens.USER_POLICIES + "Hide user fields: not Last access; or " + Screens.ROLES + "moodle/course:viewhiddenuserfields");
                }
                return people.stream().filter(CourseChecks::isStudent).findFirst().or(() -> people.stream().findFirst()).map(person -> person.path("id").asLong());
            }
        }
    }

    private static boolean isStudent(JsonNode person) {
        return person.path("roles").findValuesAsText("shortname").contains("student");
    }

    private void grades(long course, long user) {
        switch (Reply.ask(client, GRADES, Arguments.of("courseid", course, "userid", user))) {
            case Reply.Refused refused -> refusedOnce(refused.is("notingroup") ? "groups" : "grades", refused);
            case Reply.Answered answered -> compareItems(course, answered.body());
        }
    }

    /** The list of items names every item of the course; the grades leave out what the token may not see. */
    private void compareItems(long course, JsonNode grades) {
        if (!site.functions().contains(ITEMS)) {
            return;
        }
        if (Reply.ask(client, ITEMS, Arguments.of("courseid", course)) instanceof Reply.Answered answered) {
            Set<Long> seen = new HashSet<>();
            grades.path("usergrades").path(0).path("gradeitems").forEach(item -> seen.add(item.path("id").asLong()));
            for (JsonNode item : answered.body().path("gradeItems")) {
                if (!seen.contains(item.path("id").asLong())) {
                    hiddenItemsIn.add(course);
                }
            }
        }
    }

    private void items(List<Long> sample) {
        if (!site.functions().contains(ITEMS)) {
            notes.cannotBeSeen("grade-items", "whether grade items are left out: Moodle does so without a word",
                    Screens.FUNCTIONS + "add " + ITEMS);
        } else if (hiddenItemsIn.isEmpty()) {
            notes.ok("grade-items", "no grade item is left out in the " + sample.size() + " courses looked into");
        } else {
            notes.mend("grade-items", "grade items are left out of the answers for courses " + hiddenItemsIn,
                    Screens.ROLES + "mod/assign:view, mod/quiz:view and the like for every activity in use, moodle/grade:viewhidden,"
                            + " moodle/course:viewhiddenactivities");
        }
    }

    private void completion(String check, String function, long course, long user) {
        if (Reply.ask(client, function, Arguments.of("courseid", course, "userid", user)) instanceof Reply.Refused refused
                && !Set.of("nocriteriaset", "usernotenroled", "notenroled", "completionnotenabled", "guestsarenotallowed").contains(refused.fault().code())) {
            refusedOnce(check, refused);
        }
    }

    private void refusedOnce(String check, Reply.Refused refused) {
        if (found.add(check)) {
            notes.refused(check, refused.fault());
        }
    }

    private void once(String check, String what, String mend) {
        if (found.add(check)) {
            notes.mend(check, what, mend);
        }
    }
}
