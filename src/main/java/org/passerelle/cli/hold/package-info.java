/**
 * {@code passerelle hold}: what stands in the way of erasures, for one subject or for many. It
 * knows no other entity. Start with {@link org.passerelle.cli.hold.HoldMenu}, which lists the
 * actions.
 */
@NullMarked
package org.passerelle.cli.hold;

import org.jspecify.annotations.NullMarked;
