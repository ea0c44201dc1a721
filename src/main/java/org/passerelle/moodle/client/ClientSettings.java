package org.passerelle.moodle.client;

import java.time.Duration;
import java.util.Map;

/**
 * How the bridge behaves towards every Moodle.
 *
 * @param timeouts per function, from the request to the last byte of the answer; {@code timeout}
 *     for the others
 * @param maxAnswerBytes after decompression; a larger answer is refused and nothing of it kept
 * @param slowFactor an answer this many times slower than a healthy site needs for its size makes
 *     us rest
 * @param longestRest of one rest
 * @param plainHttpAllowed whether {@code http://} is accepted beyond this machine: tokens then
 *     travel readable
 */
public record ClientSettings(
        Duration timeout,
        Map<String, Duration> timeouts,
        long maxAnswerBytes,
        double slowFactor,
        Duration longestRest,
        boolean plainHttpAllowed) {
    public ClientSettings {
        timeouts = Map.copyOf(timeouts);
    }

    /**
     * Grades may run a regrade of the whole course first: measured 62 s for 55 000 cells, 198 s for
     * 101 000.
     */
    public static ClientSettings standard() {
        return new ClientSettings(
                Duration.ofSeconds(60),
                Map.of(
                        "gradereport_user_get_grade_items", Duration.ofMinutes(6),
                        "tool_mobile_call_external_functions", Duration.ofMinutes(5),
                        "core_user_get_users", Duration.ofMinutes(2),
                        "core_enrol_get_enrolled_users", Duration.ofMinutes(2),
                        "core_course_get_courses", Duration.ofMinutes(2)),
                256L * 1024 * 1024,
                8,
                Duration.ofSeconds(30),
                false);
    }

    Duration timeoutOf(String function) {
        return timeouts.getOrDefault(function, timeout);
    }

    public ClientSettings withTimeout(String function, Duration duration) {
        Map<String, Duration> more = new java.util.HashMap<>(timeouts);
        more.put(function, duration);
        return new ClientSettings(
                timeout, more, maxAnswerBytes, slowFactor, longestRest, plainHttpAllowed);
    }

    public ClientSettings withMaxAnswerBytes(long bytes) {
        return new ClientSettings(
                timeout, timeouts, bytes, slowFactor, longestRest, plainHttpAllowed);
    }
}
