/**
 * {@code passerelle retention} and {@code fact}: what is due when, and the business facts that
 * start the clocks. It knows no other entity. Start with {@link
 * org.passerelle.cli.retention.RetentionMenu}, which lists the actions.
 */
@NullMarked
package org.passerelle.cli.retention;

import org.jspecify.annotations.NullMarked;
