/**
 * Commands to the platform: proposal, approval, signature, steps, outcomes and receipts. It knows
 * no platform by name. Start with {@link org.passerelle.commands.Proposal}.
 */
@NullMarked
package org.passerelle.commands;

import org.jspecify.annotations.NullMarked;
