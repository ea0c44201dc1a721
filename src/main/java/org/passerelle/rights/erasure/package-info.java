/**
 * Carries approved erasure requests through: waits for the change of mind, sends the command, and
 * follows it to its receipt. It decides nothing and erases nothing itself. Start with {@link
 * org.passerelle.rights.erasure.ErasureRounds}.
 */
@NullMarked
package org.passerelle.rights.erasure;

import org.jspecify.annotations.NullMarked;
