package org.passerelle.journal.chain;

/** A committed entry that has no place yet. */
record WaitingEntry(long id, EntryText text) {
    ChainedEntry chained(long sequence, ChainHash previous, ChainKey key) {
        return new ChainedEntry(
                sequence, text, previous, key.hash(text.canonical(sequence, previous)));
    }
}
