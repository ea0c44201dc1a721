/**
 * {@code passerelle poll}: polls of a platform and their runs. It knows no other entity. Start with
 * {@link org.passerelle.cli.poll.PollMenu}, which lists the actions.
 */
@NullMarked
package org.passerelle.cli.poll;

import org.jspecify.annotations.NullMarked;
