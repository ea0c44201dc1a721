/**
 * What the engine does when the executor reports: moves the command on, and after a finished
 * erasure removes our own copies and closes with a receipt. It must not know the steps' acts. Start
 * with {@link org.passerelle.commands.outcomes.Outcomes}.
 */
@NullMarked
package org.passerelle.commands.outcomes;

import org.jspecify.annotations.NullMarked;
