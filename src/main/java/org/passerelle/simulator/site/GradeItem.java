package org.passerelle.simulator.site;

import java.util.Optional;

/**
 * A column of the gradebook.
 *
 * @param activity the course module it belongs to; empty for a manual item and the course total
 * @param total whether it is the course total, which Moodle computes
 * @param hidden its grades are shown only with moodle/grade:viewhidden
 */
public record GradeItem(
        long id,
        String title,
        Optional<Activity> activity,
        boolean total,
        double max,
        boolean hidden) {
    public GradeItem hide() {
        return new GradeItem(id, title, activity, total, max, true);
    }

    GradeItem of(Activity changed) {
        return new GradeItem(id, title, Optional.of(changed), total, max, hidden);
    }
}
