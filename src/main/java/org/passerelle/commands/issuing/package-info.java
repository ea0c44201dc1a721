/**
 * Signs commands and puts them in the outbox: for the first time, again when nothing came back,
 * anew when edited or replayed. The only place that holds the engine's signing key at work. It must
 * not know why a command was approved. Start with {@link org.passerelle.commands.issuing.Issuer}.
 */
@NullMarked
package org.passerelle.commands.issuing;

import org.jspecify.annotations.NullMarked;
