/**
 * Examines how a Moodle is wired, by asking it what a poll or a command would ask, and names the
 * screen and setting that mends what is wrong. Nothing is changed: where a right to write is
 * probed, the call names a user who cannot exist. Start with {@link
 * org.passerelle.moodle.doctor.MoodleDoctor}: the site itself is in {@code SiteChecks}, the
 * functions of the read token in {@code ReadTokenChecks}, its rights in {@code PeopleChecks} and
 * {@code CourseChecks}, the privileged token in {@code CommandTokenChecks}.
 */
@NullMarked
package org.passerelle.moodle.doctor;

import org.jspecify.annotations.NullMarked;
