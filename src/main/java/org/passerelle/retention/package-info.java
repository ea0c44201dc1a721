/**
 * Facts about subjects, the retention clocks they start, and what becomes due. It asks {@code
 * policy} for every phase and {@code commands} to act; it knows no platform by name. Start with
 * {@link org.passerelle.retention.FactsDesk} and {@link org.passerelle.retention.RetentionSweep}.
 */
@NullMarked
package org.passerelle.retention;

import org.jspecify.annotations.NullMarked;
