/**
 * Append-only evidence of who did what and why, written in the transaction of the act. It knows no
 * duty and holds no clear personal data. Every duty writes here; what is done with the entries, and
 * what else is evidence, is in its rooms:
 *
 * <pre>
 * chain, hygiene ──► alerts ──► (the journal)
 * receipts
 * </pre>
 *
 * Start with {@link org.passerelle.journal.Journal}; whether entries are whole is in {@code chain}.
 */
@NullMarked
package org.passerelle.journal;

import org.jspecify.annotations.NullMarked;
