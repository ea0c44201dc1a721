/**
 * {@code passerelle platform}, {@code doctor} and {@code mapping}: which Moodle sites there are,
 * how each is wired, and how its answers are read. It knows no other entity. Start with {@link
 * org.passerelle.cli.platform.PlatformMenu}, which lists the actions.
 */
@NullMarked
package org.passerelle.cli.platform;

import org.jspecify.annotations.NullMarked;
