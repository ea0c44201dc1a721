package org.passerelle.simulator.site;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The size of a site for measurements. Every number is met exactly: enrolments are spread evenly
 * over the courses, and a grade cell is one item (the course total counts) of one enrolled user.
 *
 * @param users learners, without the standard accounts
 * @param courses without the site itself; must divide the enrolments
 * @param enrolments of learners; at most users per course
 * @param gradeCells must be a multiple of the learners in one course
 */
public record LoadShape(int users, int courses, int enrolments, int gradeCells) {
    private static final Duration TERM = Duration.ofDays(120);

    public LoadShape {
        if (enrolments % courses != 0 || enrolments / courses > users) {
            throw new IllegalArgumentException(
                    enrolments + " enrolments do not spread evenly over " + courses + " courses");
        }
        if (gradeCells % (enrolments / courses) != 0
                || gradeCells / (enrolments / courses) < courses) {
            throw new IllegalArgumentException(
                    gradeCells
                            + " cells are no whole number of items for courses of "
                            + enrolments / courses
                            + " learners");
        }
    }

    /** 5 000 users, 40 courses, 20 000 enrolments, 55 000 grade cells. */
    public static LoadShape standard() {
        return new LoadShape(5_000, 40, 20_000, 55_000);
    }

    /** One course of 5 000 learners whose grades come in one answer of 55 000 cells. */
    public static LoadShape oneAnswerOf55000Cells() {
        return new LoadShape(5_000, 1, 5_000, 55_000);
    }

    void fill(SimulatedSite site) {
        InventedLearners invented = new InventedLearners("SIS");
        List<UserBuilder> learners = new ArrayList<>();
        for (int number = 1; number <= users; number++) {
            learners.add(invented.join(site, number));
        }
        int perCourse = enrolments / courses;
        int items = gradeCells / perCourse;
        for (int index = 0; index < courses; index++) {
            int own = items / courses + (index < items % courses ? 1 : 0);
            SimulatedCourse course = newCourse(site, index, own - 1);
            for (int seat = 0; seat < perCourse; seat++) {
                int learner = (index * perCourse + seat) % users;
                join(site, course, learners.get(learner), invented.random(learner + index));
            }
        }
    }

    private static SimulatedCourse newCourse(SimulatedSite site, int index, int activities) {
        Instant start = site.clock().instant().minus(TERM);
        SimulatedCourse course =
                site.course("CHARGE-" + (index + 1))
                        .titled("Cours de charge n° " + (index + 1))
                        .numbered("C-" + (index + 1))
                        .running(start.getEpochSecond(), 0);
        for (int activity = 1; activity <= activities; activity++) {
            course.gradedActivity("assign", "Devoir n° " + activity, 20);
        }
        return course;
    }

    private static void join(
            SimulatedSite site, SimulatedCourse course, UserBuilder learner, Random random) {
        Instant seen = site.clock().instant().minusSeconds(random.nextInt(2_000_000));
        EnrolmentBuilder enrolment = learner.enrolledIn(course).accessedAt(seen);
        learner.accessed(seen.minus(TERM), seen);
        for (GradeItem item : course.items()) {
            if (!item.total()) {
                enrolment.graded(item, random.nextInt(81) / 4.0);
            }
        }
    }
}
