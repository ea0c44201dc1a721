/**
 * Exports: who may have one, what it may hold, and how it leaves: streamed, with the ledger written
 * before the bytes. Nothing of it is ever on our disk. Start with {@link
 * org.passerelle.disclosure.exports.ExportDesk}, then {@link
 * org.passerelle.disclosure.exports.ExportStream}.
 */
@NullMarked
package org.passerelle.disclosure.exports;

import org.jspecify.annotations.NullMarked;
