package org.passerelle.simulator.site;

/**
 * A grade given to one user for one item.
 *
 * @param raw on the item's own scale
 * @param gradedAt epoch seconds; for module grades Moodle shows the module's date, not the time of
 *     writing
 * @param comment the feedback, possibly with markup
 */
public record Grade(double raw, long gradedAt, String comment) {
    public Grade commented(String text) {
        return new Grade(raw, gradedAt, text);
    }
}
