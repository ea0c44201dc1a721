package org.passerelle.policy.pack;

import java.time.Duration;

/** Durations as organisations write them: {@code 30s}, {@code 15m}, {@code 6h}, {@code 2d}. */
final class Durations {
    private Durations() {}

    /** The schema has let through only a positive number with its unit. */
    static Duration parse(String text) {
        long amount = Long.parseLong(text.substring(0, text.length() - 1));
        return switch (text.charAt(text.length() - 1)) {
            case 's' -> Duration.ofSeconds(amount);
            case 'm' -> Duration.ofMinutes(amount);
            case 'h' -> Duration.ofHours(amount);
            case 'd' -> Duration.ofDays(amount);
            default ->
                    throw new IllegalArgumentException(
                            "a duration ends in s, m, h or d, such as 15m; not " + text);
        };
    }
}
