/**
 * Who receives data, and proof of it: the registry of recipients, the small group that may export
 * and import, streamed exports, the ledger of disclosures, and notices to past recipients.
 *
 * <p>It knows no Moodle, no HTTP and no rule of its own: what may leave, {@code policy} says. This
 * package holds the ground of its rooms, and alerts of accounts that read many subjects:
 *
 * <pre>
 * notices ──► exports ──► group, recipients, ledger ──► (this ground)
 * imports ──────────────► group
 * </pre>
 *
 * Start with {@link org.passerelle.disclosure.recipients.RecipientDesk}, then {@link
 * org.passerelle.disclosure.group.ExportGroup}.
 */
@NullMarked
package org.passerelle.disclosure;

import org.jspecify.annotations.NullMarked;
