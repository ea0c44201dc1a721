package org.passerelle.journal.chain;

/**
 * An entry in its place.
 *
 * @param previous the hash it says it follows
 * @param hash the hash it says it has
 */
record ChainedEntry(long sequence, EntryText text, ChainHash previous, ChainHash hash) {
    /** Whether the key made this hash for this text, here and after that predecessor. */
    boolean isGenuine(ChainKey key) {
        return isGenuineAt(sequence, key);
    }

    boolean isGenuineAt(long place, ChainKey key) {
        return key.hash(text.canonical(place, previous)).equals(hash);
    }
}
