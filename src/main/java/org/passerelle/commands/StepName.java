package org.passerelle.commands;

import java.util.List;
import java.util.Locale;

/** The steps commands are made of, each repeatable: it reads the real state first. */
public enum StepName {
    SUSPEND,
    LIFT,
    UNENROL,
    RECTIFY,
    /**
     * Erasing begins with a suspension, which can be undone; who the account belonged to is read
     * here.
     */
    LOCK,
    /**
     * Pseudonyms and blanks over everything that names the person. The first step that destroys.
     */
    SCRUB,
    /** Asks the platform's own privacy function to erase. */
    REQUEST,
    APPROVE,
    /** Waits for the platform to have erased, without holding a thread. */
    WAIT,
    /** Reads what can be read, to prove it. */
    VERIFY,
    /** Undoes LOCK when the erasure is no longer due. */
    UNLOCK;

    /** The steps of a command in their order. */
    public static List<StepName> of(CommandType type) {
        return switch (type) {
            case SUSPEND -> List.of(SUSPEND);
            case LIFT -> List.of(LIFT);
            case UNENROL -> List.of(UNENROL);
            case RECTIFY -> List.of(RECTIFY);
            case ERASE -> List.of(LOCK, SCRUB, REQUEST, APPROVE, WAIT, VERIFY);
        };
    }

    /** The step before which facts, holds and expiry are asked for the last time. */
    public boolean firstDestructive() {
        return this == SCRUB || this == UNENROL;
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
