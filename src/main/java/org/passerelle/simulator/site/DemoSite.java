package org.passerelle.simulator.site;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The site of the demonstration: 240 invented learners in ten courses, a teacher, a canary learner.
 * Courses 1 to 4 ended long ago and the learners {@code SIS-00001} to {@code SIS-00040} are only in
 * those, so that a contract end stated for one of them is long past. Learner {@code SIS-00041} has
 * a second, self-made enrolment, {@code SIS-00042} an enrolment that is suspended.
 */
public final class DemoSite {
    public static final int LEARNERS = 240;

    /** Only enrolled in courses that ended: their contracts may be said to be over. */
    public static final int FORMER_LEARNERS = 40;

    public static final String CANARY_NUMBER = "CANARI-00001";

    private static final int ENDED_COURSES = 4;
    private static final int TWO_METHODS = 41;
    private static final int SUSPENDED_ENROLMENT = 42;
    private static final Duration YEAR = Duration.ofDays(365);
    private static final List<String> TITLES =
            List.of(
                    "BTS Management Commercial Opérationnel",
                    "CAP Cuisine 1re année",
                    "BTS Comptabilité & Gestion",
                    "Formation continue « Sécurité »",
                    "Anglais professionnel",
                    "Bureautique avancée",
                    "Titre pro Développeur web",
                    "CAP Petite enfance",
                    "Gestes et postures",
                    "Préparation au concours");

    private final SimulatedSite site;
    private final InventedLearners invented;
    private final List<SimulatedCourse> courses = new ArrayList<>();

    private DemoSite(SimulatedSite site, String prefix) {
        this.site = site;
        this.invented = new InventedLearners(prefix);
    }

    static SimulatedSite in(SimulatedSite site, String prefix) {
        return new DemoSite(site, prefix).fill();
    }

    private SimulatedSite fill() {
        site.settings().set(SiteSettings.SITE_NAME, "Moodle de démonstration");
        for (int index = 0; index < TITLES.size(); index++) {
            courses.add(course(index));
        }
        UserBuilder teacher = site.user("prof1").named("Geneviève", "Lacoste").idnumber("P-0001");
        courses.forEach(course -> teacher.enrolledIn(course).withRole(Roles.TEACHER));
        for (int number = 1; number <= LEARNERS; number++) {
            learner(number);
        }
        site.user("canari").named("Canari", "Inventé").idnumber(CANARY_NUMBER).leavingTraces();
        return site;
    }

    private SimulatedCourse course(int index) {
        boolean ended = index < ENDED_COURSES;
        Instant start =
                site.clock().instant().minus(ended ? YEAR.multipliedBy(3) : YEAR.dividedBy(3));
        Instant end = start.plus(ended ? YEAR : YEAR.multipliedBy(2));
        SimulatedCourse course =
                site.course("DEMO-" + (index + 1))
                        .titled(TITLES.get(index))
                        .numbered("C-DEMO-" + (index + 1))
                        .running(start.getEpochSecond(), end.getEpochSecond());
        course.gradedActivity("assign", "Devoir n° 1", 20);
        course.gradedActivity("quiz", "Contrôle de connaissances", 20);
        course.activity("page", "Support de cours");
        course.manualItem("Oral", 20);
        course.group("Groupe A");
        return course;
    }

    private void learner(int number) {
        Random random = invented.random(number);
        UserBuilder learner = invented.join(site, number).leavingTraces();
        boolean former = number <= FORMER_LEARNERS;
        int first = former ? 0 : ENDED_COURSES;
        int choices = former ? ENDED_COURSES : TITLES.size() - ENDED_COURSES;
        int chosen = random.nextInt(choices);
        for (int other = 0; other < 2; other++) {
            enrol(learner, courses.get(first + (chosen + other) % choices), random);
        }
        SimulatedCourse main = courses.get(first + chosen);
        if (number == TWO_METHODS) {
            learner.enrolledIn(main).andAlsoBy("self");
        } else if (number == SUSPENDED_ENROLMENT) {
            learner.enrolledIn(main).suspended();
        }
    }

    private void enrol(UserBuilder learner, SimulatedCourse course, Random random) {
        Instant start = Instant.ofEpochSecond(course.number("startdate"));
        Instant seen = start.plus(Duration.ofMinutes(random.nextInt(60 * 24 * 100)));
        learner.accessed(start, seen);
        EnrolmentBuilder enrolment = learner.enrolledIn(course).accessedAt(seen);
        for (GradeItem item : course.items()) {
            if (!item.total() && random.nextInt(4) > 0) {
                enrolment.graded(item, random.nextInt(81) / 4.0);
            }
        }
        for (Activity activity : course.activities()) {
            if (random.nextBoolean()) {
                enrolment.completed(activity, seen);
            }
        }
    }
}
