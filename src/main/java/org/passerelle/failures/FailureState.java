package org.passerelle.failures;

/** The life of a failed message: UNRESOLVED ⇄ REPLAYING → one of the closed states. */
public enum FailureState {
    /** Waits for a person. */
    UNRESOLVED,
    /** Claimed by a replay; waits to be sent or for the end of its route. */
    REPLAYING,
    /** The end of its route answered. */
    RESOLVED,
    /** The policy said no at replay. */
    CANCELLED,
    /** Its subject was erased: the body cannot be read by anybody. */
    MOOT,
    /** A newer message about the same thing was processed. */
    SUPERSEDED,
    /** A person gave it up, with a reason. */
    DISCARDED,
    /** Nobody acted within 45 days: the body is gone. */
    EXPIRED;

    public boolean open() {
        return this == UNRESOLVED || this == REPLAYING;
    }
}
