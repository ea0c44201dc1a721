package org.passerelle.commands;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a command stands. */
public enum CommandState {
    /** On the sheet; waits for a person. */
    PROPOSED,
    /** Approved, but a brake waits for a person (more erasures in a day than the limit). */
    HELD,
    /** Signed and sent; no step has begun. */
    ISSUED,
    /** At least one step has begun. */
    RUNNING,
    /** A step waits for a person. */
    NEEDS_PERSON,
    DONE,
    REFUSED,
    /** No longer due, or withdrawn after the approval. */
    CANCELLED,
    /** A person said no. */
    REJECTED;

    public boolean open() {
        return switch (this) {
            case PROPOSED, HELD, ISSUED, RUNNING, NEEDS_PERSON -> true;
            case DONE, REFUSED, CANCELLED, REJECTED -> false;
        };
    }

    /** The spelling in JSON and on the command line: {@code needs-person}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<CommandState> of(String key) {
        return Arrays.stream(values()).filter(state -> state.key().equals(key)).findFirst();
    }
}
