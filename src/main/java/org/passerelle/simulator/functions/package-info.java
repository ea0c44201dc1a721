/**
 * Moodle's web-service functions, one class per group, each answering from the site's state in the
 * shape of the recordings. They know no HTTP and no traps. Start with {@link
 * org.passerelle.simulator.functions.FunctionTable}.
 */
@NullMarked
package org.passerelle.simulator.functions;

import org.jspecify.annotations.NullMarked;
