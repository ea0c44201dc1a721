package org.passerelle.journal.hygiene;

import java.util.function.Consumer;

/** A place where no person may stand in clear. */
public interface ScannedPlace {
    /** Kebab-case, for the alert: {@code failed-messages}. */
    String key();

    /** Hands over every text there is at this moment, one message, row or line at a time. */
    void read(Consumer<String> reader);
}
