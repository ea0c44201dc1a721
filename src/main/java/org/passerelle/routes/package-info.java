/**
 * The beans that the YAML of {@code routes/} names: unpack the exchange, call one duty, pack the
 * exchange. No rule lives here and no SQL. Start with {@code routes/README.md}, which lists every
 * route.
 */
@NullMarked
package org.passerelle.routes;

import org.jspecify.annotations.NullMarked;
