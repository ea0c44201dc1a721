/**
 * {@code passerelle failed}: messages that gave up, shown masked, replayed or discarded. It knows
 * no other entity. Start with {@link org.passerelle.cli.failed.FailedMenu}, which lists the
 * actions.
 */
@NullMarked
package org.passerelle.cli.failed;

import org.jspecify.annotations.NullMarked;
