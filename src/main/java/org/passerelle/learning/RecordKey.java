package org.passerelle.learning;

import java.util.List;

/**
 * What makes a record one and the same over polls, within its platform and kind: course ids, item
 * ids and the subject's pseudonym, in the order of the mapping file. No platform user id is in it.
 */
public record RecordKey(List<String> parts) {
    public RecordKey {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a record key has at least one part");
        }
    }

    @Override
    public String toString() {
        return String.join("/", parts);
    }
}
