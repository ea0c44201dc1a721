/**
 * The program: the command line's root and the one place that knows every other package. Its rooms:
 *
 * <pre>
 * app ──► demo ──► node ──► wiring ──► watch ──► backing ──► outage
 *                                        └──────────┴──────► settings
 * </pre>
 *
 * Start with {@code Passerelle}; a setting goes {@code settings.Settings}, {@code wiring.Wiring},
 * then one of the {@code …Parts} beside it.
 */
@NullMarked
package org.passerelle.app;

import org.jspecify.annotations.NullMarked;
