package org.passerelle.learning.runs;

/** What a poll run is worth once it ended. */
public enum RunVerdict {
    /**
     * Everything was read. Two in a row over the same scope may conclude that something is gone.
     */
    COMPLETE,
    /** Something was not read; what was read is stored, no absence is concluded. */
    PARTIAL,
    /** The platform answered with nothing, where nothing was known either. */
    EMPTY,
    /** The set-up or the policy does not let this kind be read; a person must mend it. */
    REFUSED,
    /** A brake waits for a person. */
    HELD
}
