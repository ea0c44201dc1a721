/**
 * Receipts as files that anybody can check with a public key, without store and network. It knows
 * no duty: what a receipt says is the duty's affair. Start with {@link
 * org.passerelle.journal.receipts.ReceiptFile}.
 */
@NullMarked
package org.passerelle.journal.receipts;

import org.jspecify.annotations.NullMarked;
