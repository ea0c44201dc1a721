/**
 * What exists and what it is made of: each duty has a page of its own, {@code …Parts}. It starts
 * and stops nothing. Start with {@link org.passerelle.app.wiring.Wiring}; {@link
 * org.passerelle.app.wiring.Beans} lists what the routes may name.
 */
@NullMarked
package org.passerelle.app.wiring;

import org.jspecify.annotations.NullMarked;
