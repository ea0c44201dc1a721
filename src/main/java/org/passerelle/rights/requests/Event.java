package org.passerelle.rights.requests;

import java.time.Instant;
import java.util.Map;

/**
 * One thing that happened to a request.
 *
 * @param action kebab-case: {@code identity-verified}
 * @param details codes and dates, no personal data
 */
public record Event(
        Instant at,
        String actor,
        String action,
        RequestState from,
        RequestState to,
        Map<String, String> details) {
    public Event {
        details = Map.copyOf(details);
    }
}
