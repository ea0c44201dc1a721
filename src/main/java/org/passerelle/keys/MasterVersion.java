package org.passerelle.keys;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

/**
 * What the keys database knows of one version of the master key; never the key itself.
 *
 * @param version from 1
 * @param wraps how many subject keys it wraps today
 */
public record MasterVersion(int version, State state, Instant madeAt, Instant stateAt, long wraps) {
    /** Where a version is in its life. */
    public enum State {
        /** In the file, to be copied to every process; wraps nothing yet. */
        PREPARED,
        /** Wraps whatever is wrapped now. */
        CURRENT,
        /** Still wraps keys that the rotation has not reached. */
        FORMER,
        /** Wraps nothing; a backup of the keys may still need it. */
        RETIRED,
        /** Taken out of the file. */
        DISCARDED;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String key) {
            return Arrays.stream(values())
                    .filter(state -> state.key().equals(key))
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new IllegalStateException(
                                            "state "
                                                    + key
                                                    + " of a master key is unknown; expected one of "
                                                    + Arrays.toString(values())));
        }
    }
}
