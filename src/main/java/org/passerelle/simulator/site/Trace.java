package org.passerelle.simulator.site;

/**
 * Something a person left on the site outside the account row, or that others wrote about them.
 *
 * @param text what can be read there
 */
public record Trace(long userId, Kind kind, String text) {
    /** The places where Moodle keeps texts of or about a person. */
    public enum Kind {
        SUBMISSION,
        FORUM_POST,
        FORUM_DISCUSSION_TITLE,
        FORUM_REPLY_OF_OTHERS,
        PRIVATE_MESSAGE,
        PRIVATE_REPLY_OF_OTHERS,
        TRASHED_FILE,
        STAFF_NOTE,
        GRADE_HISTORY,
        LOG_OF_OWN_ACTS,
        LOG_OF_ACTS_ABOUT,
        LOG_OF_ACCOUNT_DELETION,
        NOTIFICATION_TO_OTHERS,
        PREFERENCE,
        PASSWORD_HASH;

        boolean goesWithTheAccount() {
            return this == PREFERENCE;
        }

        /**
         * What the privacy task removes.
         *
         * @param contextThere messages go only while the user's context is still there
         * @param ownLogs whether this site's task reaches the person's own log rows
         */
        boolean isErased(boolean contextThere, boolean ownLogs) {
            return switch (this) {
                case SUBMISSION, FORUM_POST, GRADE_HISTORY, PREFERENCE -> true;
                case PRIVATE_MESSAGE -> contextThere;
                case LOG_OF_OWN_ACTS -> ownLogs;
                case FORUM_DISCUSSION_TITLE,
                        FORUM_REPLY_OF_OTHERS,
                        PRIVATE_REPLY_OF_OTHERS,
                        TRASHED_FILE,
                        STAFF_NOTE,
                        LOG_OF_ACTS_ABOUT,
                        LOG_OF_ACCOUNT_DELETION,
                        NOTIFICATION_TO_OTHERS,
                        PASSWORD_HASH ->
                        false;
            };
        }
    }
}
