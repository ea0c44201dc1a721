package org.passerelle.journal.hygiene;

import java.util.stream.LongStream;

/** Hashes in the order they came. */
final class HashList {
    private final LongStream.Builder hashes = LongStream.builder();

    void add(long hash) {
        hashes.add(hash);
    }

    long[] sorted() {
        return hashes.build().sorted().distinct().toArray();
    }
}
