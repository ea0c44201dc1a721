package org.passerelle.commands.hands;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.passerelle.commands.hands.Check.Name;
import org.passerelle.commands.hands.Check.Result;

/** What a receipt may claim. */
public enum Level {
    /**
     * The account was searched and is gone, with proof that the search works, and no trace of a
     * lost race.
     */
    VERIFIED_ACCOUNT_GONE,
    /** The platform says so; nothing else could be read. */
    CLAIMED_BY_MOODLE,
    /** Nothing can be read that would prove it. */
    NOT_VISIBLE;

    /** Verified only if every check that word rests on ran and passed. */
    static Level of(Collection<Check> checks) {
        if (passed(checks, Name.ACCOUNT_GONE) && passed(checks, Name.MARKER_GONE)) {
            return VERIFIED_ACCOUNT_GONE;
        }
        return passed(checks, Name.PLATFORM_CLAIM) ? CLAIMED_BY_MOODLE : NOT_VISIBLE;
    }

    private static boolean passed(Collection<Check> checks, Name name) {
        return checks.stream()
                .anyMatch(check -> check.name() == name && check.result() == Result.PASSED);
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Level> of(String key) {
        return Arrays.stream(values()).filter(level -> level.key().equals(key)).findFirst();
    }
}
