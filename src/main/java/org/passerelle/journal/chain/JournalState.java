package org.passerelle.journal.chain;

import java.util.Locale;

/**
 * How the journal stands.
 *
 * @param entries chained ever
 * @param waiting entries without a place yet; thousands of them mean that no sequencer runs
 * @param undelivered checkpoints the second place does not have yet
 */
public record JournalState(
        long entries, long waiting, long undelivered, String secondPlace, Second second) {

    /** What the second place is worth. */
    public enum Second {
        /** On another file store than the data folder. */
        APART,
        /** Who can change the store can change the checkpoints too. */
        SAME_DISK,
        /** It cannot be used now. */
        AWAY;

        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** What to do about it; empty text when nothing. */
        public String advice() {
            return switch (this) {
                case APART -> "";
                case SAME_DISK ->
                        "the second place of the journal lies on the disk of the data folder and"
                                + " proves little; set journal.second-place to a folder of another"
                                + " machine";
                case AWAY ->
                        "the second place of the journal cannot be used; mount it, or set"
                                + " journal.second-place";
            };
        }
    }
}
