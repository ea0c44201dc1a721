/**
 * Settings, wiring, start and stop: the one place that knows every other package. Start with {@code
 * Passerelle}.
 */
@NullMarked
package org.passerelle.app;

import org.jspecify.annotations.NullMarked;
