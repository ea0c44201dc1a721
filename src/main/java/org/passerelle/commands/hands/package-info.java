/**
 * The port to a platform: what a command may do and see there, and what each act may answer. It
 * must not know commands, tables or queues; {@code moodle.hands} implements it. Start with {@link
 * org.passerelle.commands.hands.PlatformHands}.
 */
@NullMarked
package org.passerelle.commands.hands;

import org.jspecify.annotations.NullMarked;
