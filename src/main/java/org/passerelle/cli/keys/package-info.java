/**
 * {@code passerelle keys}: the master key and its rotation. It knows no other entity. Start with
 * {@link org.passerelle.cli.keys.KeysMenu}, which lists the actions.
 */
@NullMarked
package org.passerelle.cli.keys;

import org.jspecify.annotations.NullMarked;
