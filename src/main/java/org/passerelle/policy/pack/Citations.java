package org.passerelle.policy.pack;

import org.passerelle.policy.Citation;

/** Reads {@code clause}, {@code requirement}, {@code proposed} and {@code source} of a row. */
final class Citations {
    private Citations() {}

    static Citation of(Row row) {
        return new Citation(row.text("clause"), row.text("requirement"), row.optional("source"));
    }
}
