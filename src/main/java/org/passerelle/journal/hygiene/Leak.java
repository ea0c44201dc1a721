package org.passerelle.journal.hygiene;

import java.util.Locale;

/**
 * Somebody stands in clear. It never says who.
 *
 * @param place the key of the place
 * @param times in how many texts of it
 */
public record Leak(String place, What what, long times) {

    /** What stands there. */
    public enum What {
        /** An e-mail address, of anybody. */
        ADDRESS,
        /** Given and family name of a known subject, side by side. */
        NAME,
        /** An account name or learner number of a known subject. */
        KEY,
        /** A token of ours. */
        TOKEN;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
