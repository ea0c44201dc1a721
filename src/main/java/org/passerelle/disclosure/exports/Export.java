package org.passerelle.disclosure.exports;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.policy.PurposeKey;

/**
 * One export, from the question to the last byte.
 *
 * @param expected subjects that had such records when it was asked for
 * @param approvedBy the second person, where one was needed
 * @param packVersion of the organisation's pack when it was last asked
 */
public record Export(
        long id,
        Order order,
        long recipient,
        State state,
        Asked asked,
        Optional<String> approvedBy,
        String packVersion,
        Sent sent) {

    /** What was asked for. */
    public record Order(
            OrganisationKey organisation,
            String recipient,
            PurposeKey purpose,
            Selection selection,
            Format format) {}

    public record Asked(String by, Instant at, long expected) {}

    /**
     * What left so far.
     *
     * @param contentHash SHA-256 in hexadecimal, once everything has left
     */
    public record Sent(
            Optional<Instant> startedAt,
            Instant stateAt,
            long subjects,
            long records,
            Optional<String> contentHash) {}

    public enum State {
        /** For a second person. */
        WAITING,
        /** May be fetched, once, by who asked. */
        READY,
        STREAMING,
        DONE,
        /** Whoever fetched it went away, or we failed: what left stands in the ledger. */
        INTERRUPTED;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String key) {
            return Arrays.stream(values())
                    .filter(state -> state.key().equals(key))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
