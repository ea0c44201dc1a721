/**
 * A clock per subject and rule of the pack: in which phase it is, when that ends, when to look
 * again. It must not know where a fact came from, what is held, nor that anything is commanded.
 * Start with {@link org.passerelle.retention.clocks.Reckoning}, which asks the policy; {@link
 * org.passerelle.retention.clocks.Recomputation} uses it for subjects whose facts changed, {@link
 * org.passerelle.retention.clocks.Reevaluation} for all.
 */
@NullMarked
package org.passerelle.retention.clocks;

import org.jspecify.annotations.NullMarked;
