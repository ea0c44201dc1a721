/**
 * What remains of a finished erasure: the signed receipt, its French page, the tombstone. It must
 * not know open commands' tables or how an erasure ran. Start with {@link
 * org.passerelle.commands.receipts.Receipts}.
 */
@NullMarked
package org.passerelle.commands.receipts;

import org.jspecify.annotations.NullMarked;
