/**
 * What engine and executor say to each other: the bytes of a command, its signature and keys, the
 * message of an outcome. It must not know how anything is stored, nor the queue that carries it.
 * Start with {@link org.passerelle.commands.exchange.CommandMessage}.
 */
@NullMarked
package org.passerelle.commands.exchange;

import org.jspecify.annotations.NullMarked;
