/**
 * Examines how a Moodle is wired, by asking it what a poll or a command would ask, and names the
 * screen and setting that mends what is wrong. Nothing is changed: where a right to write is
 * probed, the call names a user who cannot exist. Start with {@link
 * org.passerelle.moodle.doctor.MoodleDoctor}: the site itself is in {@code SiteChecks}, the
 * functions of the read token in {@code ReadTokenChecks}, its rights in {@code PeopleChecks} and
 * {@code CourseChecks}, the privileged token in {@code CommandTokenChecks}, Moodle's settings about
 * data requests in {@code PrivacyChecks}, its cron in {@code CronChecks}. What they find goes into
 * {@code Notes}; names of screens are in {@code Screens}.
 */
@NullMarked
package org.passerelle.moodle.doctor;

import org.jspecify.annotations.NullMarked;
