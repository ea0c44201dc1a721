/**
 * {@code passerelle command} and {@code receipt}: what is asked of a platform, who allows it, and
 * what proves it. It knows no other entity. Start with {@link
 * org.passerelle.cli.command.CommandMenu}, which lists the actions.
 */
@NullMarked
package org.passerelle.cli.command;

import org.jspecify.annotations.NullMarked;
