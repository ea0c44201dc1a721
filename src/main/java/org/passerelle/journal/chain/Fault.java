package org.passerelle.journal.chain;

import java.util.Locale;

/**
 * Something a verification found.
 *
 * @param sequence the first place it shows; 0 when it shows at none
 * @param what in a sentence, without any content of an entry
 */
public record Fault(Kind kind, long sequence, String what) {

    /** What is the matter. */
    public enum Kind {
        /** An entry is not what was written. */
        CHANGED,
        /** An entry stands where another one stood. */
        REORDERED,
        /** Another history than the one it claims to continue, or than the second place knows. */
        FORKED,
        /** Entries are missing between others. */
        REMOVED,
        /** Entries are missing at the end. */
        TRUNCATED,
        /** A checkpoint was altered, or one is missing. */
        CHECKPOINT,
        /** An entry is dated clearly before one it follows. */
        CLOCK_WENT_BACK;

        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** What is there is not what was written, or not where. */
        boolean breaksIntactness() {
            return switch (this) {
                case CHANGED, REORDERED, FORKED -> true;
                case REMOVED, TRUNCATED, CHECKPOINT, CLOCK_WENT_BACK -> false;
            };
        }

        /** Something that was written is not there, or nobody can say that all is. */
        boolean breaksCompleteness() {
            return switch (this) {
                case REMOVED, TRUNCATED, CHECKPOINT, FORKED -> true;
                case CHANGED, REORDERED, CLOCK_WENT_BACK -> false;
            };
        }
    }
}
