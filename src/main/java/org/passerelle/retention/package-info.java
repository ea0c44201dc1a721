/**
 * Facts about subjects, the retention clocks they start, and what becomes due. This package holds
 * what every room below it stands on: the subjects, their facts as they are stored, and the ground.
 * Each room has one duty, and knows only rooms further right:
 *
 * <pre>
 * facts ────────────────► clocks ──► (this ground)
 * sweep, standing, due ──► clocks, holds
 *                          holds ──► (this ground)
 * </pre>
 *
 * A subject's way through them: a fact comes in ({@code facts}) and sets its clocks ({@code
 * clocks}); what becomes due is proposed ({@code sweep}) unless something stands in the way ({@code
 * holds}); people look at it ({@code due}), other duties ask how it stands ({@code standing}). It
 * asks {@code policy} for every phase and {@code commands} to act; it knows no platform by name and
 * none of the rooms below it. Start with {@link org.passerelle.retention.RetentionGround}, then
 * read {@code facts}.
 */
@NullMarked
package org.passerelle.retention;

import org.jspecify.annotations.NullMarked;
