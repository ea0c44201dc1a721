/**
 * {@code passerelle journal}: whether the evidence is whole, where it lies and what may go. It
 * knows no other entity. Start with {@link org.passerelle.cli.journal.JournalMenu}, which lists the
 * actions.
 */
@NullMarked
package org.passerelle.cli.journal;

import org.jspecify.annotations.NullMarked;
