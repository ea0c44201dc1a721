/**
 * The only package that knows Moodle: its web services, their faults and what their answers mean.
 * It implements the ports of {@code learning} and {@code commands} and must not know routes, doors
 * or SQL. Its rooms:
 *
 * <pre>
 * doctor ──► mapping ──► client
 * hands ───────────────► client
 * </pre>
 *
 * Start with {@link org.passerelle.moodle.client.MoodleClient}, then {@link
 * org.passerelle.moodle.client.MoodleFault}.
 */
@NullMarked
package org.passerelle.moodle;

import org.jspecify.annotations.NullMarked;
