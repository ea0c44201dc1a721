package org.passerelle.keys;

import java.util.regex.Pattern;

/**
 * Which of a subject's keys: {@code live}, or one {@code archive:…} per enrolment and reason, so
 * that erasure can be partial.
 */
public record Compartment(String value) {
    private static final Pattern SHAPE = Pattern.compile("live|archive:[a-z0-9:-]{1,100}");

    public static final Compartment LIVE = new Compartment("live");

    public Compartment {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "compartment '" + value + "' must be live or archive:<enrolment>:<reason>");
        }
    }
}
