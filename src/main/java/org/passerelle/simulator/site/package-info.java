/**
 * What a simulated Moodle holds: people, courses, enrolments, grades, privacy requests, settings,
 * and what Moodle does with them when cron runs. It knows no web service and no HTTP. Start with
 * {@link org.passerelle.simulator.site.SimulatedSite}.
 */
@NullMarked
package org.passerelle.simulator.site;

import org.jspecify.annotations.NullMarked;
