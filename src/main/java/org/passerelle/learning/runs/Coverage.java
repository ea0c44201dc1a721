package org.passerelle.learning.runs;

/** How much of a kind a run reads. */
public enum Coverage {
    /** Everything; only such a run can conclude an absence. */
    FULL,
    /** Where a participant's access to the course moved since the last reading. */
    MOVED
}
