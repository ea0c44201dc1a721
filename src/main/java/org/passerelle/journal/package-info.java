/**
 * Append-only evidence of who did what and why, written in the transaction of the act. It knows no
 * duty and holds no clear personal data. Start with {@link org.passerelle.journal.Journal}.
 */
@NullMarked
package org.passerelle.journal;

import org.jspecify.annotations.NullMarked;
