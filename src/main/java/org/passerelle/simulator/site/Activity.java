package org.passerelle.simulator.site;

/**
 * A course module whose completion is tracked.
 *
 * @param courseModule Moodle's cmid
 * @param module assign, quiz, page, forum …
 * @param instance the id in the module's own table
 * @param hidden not shown to users without moodle/course:viewhiddenactivities
 */
public record Activity(
        long courseModule, String module, long instance, String title, boolean hidden) {
    public Activity hide() {
        return new Activity(courseModule, module, instance, title, true);
    }

    /** Manual for a page, automatic otherwise, as on the recorded sites. */
    public boolean isAutomatic() {
        return !module.equals("page");
    }
}
