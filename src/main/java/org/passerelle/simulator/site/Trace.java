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
        PRIVATE_MESSAGE,
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

        /** What the privacy task removes; messages only while the user's context is still there. */
        boolean isErased(boolean contextThere) {
            return switch (this) {
                case SUBMISSION, FORUM_POST, GRADE_HISTORY, LOG_OF_OWN_ACTS, PREFERENCE -> true;
                case PRIVATE_MESSAGE -> contextThere;
                case FORUM_DISCUSSION_TITLE,
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
