package org.passerelle.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is to be done with the fields. A pack lists which of these it allows at all (IMP-33). */
public enum Operation {
    /** Ask a platform for fields; about nobody in particular. */
    POLL,
    /** Keep fields in our own store. */
    STORE,
    /** Show fields to a person or program inside the organisation. */
    READ,
    /** Change fields, here or on the platform. */
    UPDATE,
    /** Hand fields out in bulk, streamed; restricted group (IMP-30). */
    EXPORT,
    /** Take fields in from a file; restricted group (IMP-30). */
    IMPORT,
    /** Hand fields to one named recipient. */
    TRANSFER,
    /** Send a command about a subject to the platform; asks for no fields. */
    COMMAND,
    /** Do again what failed, with today's facts. */
    REPLAY;

    /** The spelling in YAML and JSON. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Operation> of(String key) {
        return Arrays.stream(values()).filter(operation -> operation.key().equals(key)).findFirst();
    }

    boolean needsExportGroup() {
        return this == EXPORT || this == IMPORT;
    }

    boolean mayAskForNothing() {
        return this == COMMAND || this == REPLAY;
    }
}
