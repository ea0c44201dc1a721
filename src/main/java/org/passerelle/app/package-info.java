/**
 * Settings, wiring, start and stop: the one place that knows every other package. Start with {@code
 * Passerelle}; a setting goes {@code Settings}, {@code Wiring}, then one of the {@code …Parts};
 * {@code Beans} lists what the routes may name.
 */
@NullMarked
package org.passerelle.app;

import org.jspecify.annotations.NullMarked;
