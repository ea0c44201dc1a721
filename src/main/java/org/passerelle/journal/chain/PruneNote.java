package org.passerelle.journal.chain;

import java.util.Map;
import java.util.Optional;

/**
 * What the entry of a prune says about where the removed entries ended.
 *
 * @param last the last place that went
 * @param head the hash of the entry that stood there
 */
record PruneNote(long last, ChainHash head) {
    static final String ACTION = "segment-pruned";
    private static final String FIRST = "first";
    private static final String LAST = "last";
    private static final String ENTRIES = "entries";
    private static final String HEAD = "head";
    private static final String EXPORT = "export-digest";

    static Map<String, String> details(Segment segment) {
        return Map.of(
                FIRST, Long.toString(segment.first()),
                LAST, Long.toString(segment.last().orElseThrow()),
                ENTRIES, Long.toString(segment.entries().orElseThrow()),
                HEAD, segment.head().orElseThrow().toString(),
                EXPORT, segment.exportDigest().orElseThrow().toString());
    }

    static Optional<PruneNote> in(ChainedEntry entry) {
        if (!entry.text().action().equals(ACTION)) {
            return Optional.empty();
        }
        var last = entry.text().detail(LAST).filter(text -> text.matches("\\d{1,18}"));
        var head = entry.text().detail(HEAD).filter(text -> text.matches("[0-9a-f]{64}"));
        return last.isPresent() && head.isPresent()
                ? Optional.of(
                        new PruneNote(Long.parseLong(last.get()), ChainHash.ofHex(head.get())))
                : Optional.empty();
    }
}
