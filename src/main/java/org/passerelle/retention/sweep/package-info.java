/**
 * What a due clock leads to: the daily round proposes commands, and just before one acts it is
 * asked whether its reason still holds. It must not know how facts come in nor how a command is
 * carried out. Start with {@link org.passerelle.retention.sweep.RetentionSweep}, one {@code Round}
 * per platform; {@code Ripeness} says which step, {@link org.passerelle.retention.sweep.StillDue}
 * asks again.
 */
@NullMarked
package org.passerelle.retention.sweep;

import org.jspecify.annotations.NullMarked;
