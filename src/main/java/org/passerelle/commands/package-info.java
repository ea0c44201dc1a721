/**
 * Commands to a platform: suspend, lift, unenrol, rectify, erase. This package holds their words
 * and what every part stands on; the parts below it are duties, each in its own package:
 *
 * <pre>
 * desk ─────► issuing ──► ledger ──► exchange, hands ──► (these words)
 * outcomes ─► issuing, receipts ───► exchange
 * steps ────────────────► ledger
 * </pre>
 *
 * It knows no platform by name and none of the packages below it. Most proposals come from {@code
 * retention}, which also says just before an act whether its reason still holds. Start with {@link
 * org.passerelle.commands.Proposal}, then read {@code desk}.
 */
@NullMarked
package org.passerelle.commands;

import org.jspecify.annotations.NullMarked;
