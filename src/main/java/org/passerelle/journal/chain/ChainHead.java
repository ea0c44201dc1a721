package org.passerelle.journal.chain;

import java.util.Optional;

/**
 * Where the chain ends.
 *
 * @param sequence 0 before the first entry
 * @param seal the keyed hash of the two others; empty before the first entry
 */
record ChainHead(long sequence, ChainHash hash, Optional<ChainHash> seal) {
    static ChainHead sealed(long sequence, ChainHash hash, ChainKey key) {
        return new ChainHead(sequence, hash, Optional.of(key.seal(sequence, hash)));
    }

    boolean isGenuine(ChainKey key) {
        return seal.map(key.seal(sequence, hash)::equals)
                .orElse(sequence == 0 && hash.equals(ChainHash.NONE));
    }
}
