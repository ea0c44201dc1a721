package org.passerelle.journal;

/**
 * The evidence.
 *
 * <p>Guarantee: an entry is written in the transaction of the act it tells of; if it cannot be
 * written the act does not happen. Entries are never changed. Source: GDPR Art. 5(2).
 */
public interface Journal {
    /** Writes the entry on the current transaction. */
    void append(JournalEntry entry);
}
