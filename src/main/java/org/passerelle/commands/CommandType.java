package org.passerelle.commands;

import java.util.Locale;

/** What may be asked of a platform. Only {@link #SUSPEND} and {@link #LIFT} can be undone. */
public enum CommandType {
    SUSPEND,
    LIFT,
    UNENROL,
    RECTIFY,
    ERASE;

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it destroys data for good, so that a person always approves it. */
    public boolean destructive() {
        return this == UNENROL || this == ERASE;
    }
}
