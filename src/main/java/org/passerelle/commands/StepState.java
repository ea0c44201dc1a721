package org.passerelle.commands;

import java.util.Locale;

/** The stored state of a step. */
public enum StepState {
    WAITING,
    /** A worker has it; past its lease the worker is gone. */
    WORKING,
    /**
     * The worker was stopped or the answer was lost while it wrote: the real state must be read.
     */
    UNKNOWN,
    RETRY,
    DONE,
    ALREADY_DONE,
    NEEDS_PERSON,
    REFUSED,
    /** Left out because the command ended before. */
    CANCELLED;

    public boolean succeeded() {
        return this == DONE || this == ALREADY_DONE;
    }

    /** Whether it is taken up again by itself when its time comes. */
    public boolean pending() {
        return switch (this) {
            case WAITING, WORKING, UNKNOWN, RETRY -> true;
            case DONE, ALREADY_DONE, NEEDS_PERSON, REFUSED, CANCELLED -> false;
        };
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
